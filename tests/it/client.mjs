// A small browser without a screen: cookies, forms of a page, redirects.  For the screens and the
// scripts there is tests/ui.
import http from 'node:http'
import https from 'node:https'

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
export const unescape = s => s.replace(/&(#x?[0-9a-f]+|\w+);/gi, (all, e) =>
	e[0] !== '#' ? entities[e] ?? all
		: String.fromCodePoint(/^#x/i.test(e) ? parseInt(e.slice(2), 16) : parseInt(e.slice(1), 10)))

const attributes = tag => Object.fromEntries([...tag.matchAll(/\s([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)]
	.map(m => [m[1].toLowerCase(), unescape(m[2] ?? m[3] ?? m[4] ?? '')]))

// All forms of a page: { action, method, fields: [[name, value]], buttons: [[name, value, text]] }
export function forms(html) {
	return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head, body]) => {
		const a = attributes(' ' + head)
		const fields = [], buttons = []
		for (const m of body.matchAll(/<(input|textarea|select|button)\b([^>]*)>(?:(.*?)<\/\1>)?/gs)) {
			const f = attributes(' ' + m[2])
			if (m[1] === 'button')
				buttons.push([f.name, f.value ?? '', (m[3] ?? '').replace(/<[^>]*>/g, '').trim()])
			if (f.name === undefined || 'disabled' in f || m[1] === 'button')
				continue
			if (m[1] === 'textarea')
				fields.push([f.name, unescape(m[3] ?? '').replace(/^\n/, '')])
			else if (m[1] === 'select') {
				const all = [...(m[3] ?? '').matchAll(/<option\b([^>]*)>([^<]*)/g)].map(o => ({ ...attributes(' ' + o[1]), text: unescape(o[2]).trim() }))
				const one = all.find(o => 'selected' in o) ?? all[0]
				if (one) fields.push([f.name, one.value ?? one.text])
			} else if (!/^(checkbox|radio)$/.test(f.type) || 'checked' in f) {
				if (!/^(submit|button|file)$/.test(f.type))
					fields.push([f.name, f.value ?? (f.type === 'checkbox' ? 'on' : '')])
			}
		}
		return { action: a.action ?? '', method: (a.method ?? 'get').toUpperCase(), fields, buttons }
	})
}

export class Client {
	// agent: an http.Agent keeps connections; without one each request has its own.  from: own address.
	// tls: options of node's https for an https address ({ ca })
	constructor(url, { headers = {}, agent = false, from, tls = {} } = {}) {
		this.base = new URL(url)
		this.agent = agent
		this.from = from
		this.tls = tls
		this.cookies = new Map()
		this.headers = headers
	}

	// One request; no redirect is followed.  body: string or Buffer.
	request(method, where, { body, headers = {} } = {}) {
		const url = new URL(where, this.base)
		const h = { ...this.headers, ...headers }
		if (this.cookies.size)
			h.Cookie = [...this.cookies].map(([n, v]) => `${n}=${v}`).join('; ')
		if (body !== undefined)
			h['Content-Length'] = Buffer.byteLength(body)
		return new Promise((done, fail) => {
			const secure = url.protocol === 'https:'
			const rq = (secure ? https : http).request({ host: '127.0.0.1', ...secure && { servername: url.hostname, ...this.tls },
				port: url.port, method, path: url.pathname + url.search,
				headers: { Host: url.host, ...h }, agent: this.agent, localAddress: this.from, timeout: 60000 }, rs => {
				const parts = []
				rs.on('data', d => parts.push(d))
				rs.on('error', fail)
				rs.on('end', () => {
					for (const c of rs.headers['set-cookie'] ?? []) {
						const [, n, v] = /^([^=]+)=([^;]*)/.exec(c)
						if (v === '' || /max-age=0\b/i.test(c)) this.cookies.delete(n)
						else this.cookies.set(n, v)
					}
					const bytes = Buffer.concat(parts)
					done({ status: rs.statusCode, headers: rs.headers, bytes, text: bytes.toString('utf8'),
						url: url.pathname + url.search })
				})
			})
			rq.on('timeout', () => rq.destroy(new Error(`no answer within 60 s: ${method} ${where}`)))
			rq.on('error', fail)
			rq.end(body)
		})
	}

	// Follows redirects as a browser does.
	async follow(answer) {
		for (let i = 0; i < 10 && [301, 302, 303, 307, 308].includes(answer.status); i++)
			answer = await this.request('GET', new URL(answer.headers.location, new URL(answer.url, this.base)))
		return answer
	}

	async get(where, options) { return this.follow(await this.request('GET', where, options)) }

	// fields: object or list of [name, value]; redirects are not followed
	post(where, fields, { headers = {} } = {}) {
		const list = Array.isArray(fields) ? fields
			: Object.entries(fields).flatMap(([n, v]) => Array.isArray(v) ? v.map(x => [n, x]) : [[n, v]])
		return this.request('POST', where, { body: new URLSearchParams(list).toString(),
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.base.origin,
				'Sec-Fetch-Site': 'same-origin', ...headers } })
	}

	// Sends the page's form whose action has the text, with its hidden fields, changed by values
	// (undefined: leave the field out).  Follows the 303.
	async submit(page, action, values = {}) { return this.follow(await this.send(page, action, values)) }

	// The same without following.
	send(page, action, values = {}) {
		const form = forms(page.text).find(f => f.action.includes(action) || (f.action === '' && page.url.includes(action)))
		if (!form)
			throw new Error(`no form "${action}" on ${page.url} (${page.status}); forms: ${forms(page.text).map(f => f.action).join(' ')}`)
		const fields = form.fields.filter(([n]) => !(n in values))
		for (const [n, v] of Object.entries(values))
			for (const x of Array.isArray(v) ? v : [v])
				if (x !== undefined) fields.push([n, x])
		const where = new URL(form.action || page.url, new URL(page.url, this.base))
		return form.method === 'POST' ? this.post(where, fields)
			: this.request('GET', where.pathname + '?' + new URLSearchParams(fields))
	}
}
