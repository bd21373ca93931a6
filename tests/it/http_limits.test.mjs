// What the front door refuses and how much it takes, over TLS and on the plain site beside it, where
// the limits are those of an office: malformed, smuggled, oversize, slow and too many requests.
// Each gets a plain page in Indonesian with the right status and all headers, writes one line that
// cannot be forged, and changes nothing.
import test, { after } from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import http2 from 'node:http2'
import net from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import { startStack, sleep, until } from './stack.mjs'

const s = await startStack({ tls: true })
after(() => s.stop())
const secure = new URL(s.url).port, plain = new URL(s.plain).port
const accessLog = () => s.logText('access').split('\n').filter(l => l !== '')
const line = /^at=\S+ id=[0-9a-f]{32} from=127\.0\.0\.\d+ method=[A-Z_-]* path="[^"]*" status=\d{3} bytes=\d+ ms=[\d.]+ upstream=\S+( : \S+)*$/

// A connection to the TLS site (or the plain one), perhaps as another PC: { localAddress }.
function connect(port, options, ready) {
	const to = { host: '127.0.0.1', port, localAddress: options.from ?? '127.0.0.1' }
	const c = port === secure ? tls.connect({ ...to, ca: s.ca, servername: 'localhost', ALPNProtocols: ['http/1.1'] }, ready)
		: net.connect(to, ready)
	c.on('error', () => {})
	return c
}

// Sends bytes as they are; what came back until the end or for as long as given.
function raw(text, { port = secure, ms = 8000, ...options } = {}) {
	return new Promise(done => {
		let answer = ''
		const c = connect(port, options, () => c.write(Buffer.isBuffer(text) ? text : Buffer.from(text, 'latin1')))
		const end = setTimeout(() => c.destroy(), ms)
		c.on('data', d => { answer += d.toString('latin1') })
		c.on('close', () => { clearTimeout(end); done(answer) })
	})
}
const status = answer => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const hosted = port => `Host: localhost:${port}\r\nConnection: close\r\n`
const page = (port = secure) => `GET /masuk HTTP/1.1\r\n${hosted(port)}\r\n`
const post = (head, body = '') => `POST /masuk HTTP/1.1\r\n${hosted(secure)}Content-Type: application/x-www-form-urlencoded\r\n${head}\r\n\r\n${body}`
const method = (m, where = '/masuk') => `${m} ${where} HTTP/1.1\r\n${hosted(secure)}\r\n`

function check(answer, want, sentence) {
	assert.equal(status(answer), want, `${sentence}: ${answer.slice(0, 200)}`)
	const [head, body] = answer.split('\r\n\r\n')
	for (const h of [/^content-security-policy: default-src 'none'.*frame-ancestors 'none'/mi, /^x-content-type-options: nosniff/mi,
		/^referrer-policy: same-origin/mi, /^cross-origin-opener-policy: same-origin/mi, /^cross-origin-resource-policy: same-origin/mi,
		/^permissions-policy: camera=\(\)/mi, /^cache-control: .*no-store/mi])
		assert.match(head, h, sentence)
	assert.doesNotMatch(head, /^(set-cookie: x|x-forged)/mi, sentence)
	assert.match(body, /<html lang="id"/, sentence)
}

async function all(cases) {
	for (const [sentence, text, want, options] of cases)
		check(await raw(text, options), want, sentence)
}

// Everything that is stored, but what a look and a visit write themselves.
async function stored() {
	const tables = (await s.sql('SHOW TABLES')).map(r => Object.values(r)[0]).filter(t => !['clock_mark', 'trust_seen', 'audit', 'audit_anchor', 'printer'].includes(t))
	return JSON.stringify(await s.sql(`CHECKSUM TABLE ${tables.join(', ')}`))
}
const before = await stored()
const lines = accessLog().length

test('asvs_v4_2_1 lengths, chunks and lines that two servers could read differently', () => all([
	['two lengths', post('Content-Length: 3\r\nContent-Length: 4', 'a=12'), 400],
	['the same length twice', post('Content-Length: 3\r\nContent-Length: 3', 'a=1'), 400],
	['two lengths in one line', post('Content-Length: 3, 3', 'a=1'), 400],
	['CL.TE', post('Content-Length: 3\r\nTransfer-Encoding: chunked', '0\r\n\r\nGET /x HTTP/1.1\r\n'), 400],
	['TE.CL', post('Transfer-Encoding: chunked\r\nContent-Length: 3', '0\r\n\r\nGET /x HTTP/1.1\r\n'), 400],
	['two encodings', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), 400],
	['an encoding nobody knows', post('Transfer-Encoding: xchunked', '0\r\n\r\n'), 501],
	['an encoding behind a tab', post('Transfer-Encoding:\tchunked, identity', '0\r\n\r\n'), 501],
	['a chunk without a size', post('Transfer-Encoding: chunked', 'zz\r\n\r\n'), 400],
	['a chunk of 2^64 bytes', post('Transfer-Encoding: chunked', 'ffffffffffffffffff\r\n'), 400],
	['a negative length', post('Content-Length: -1'), 400],
	['a length with a sign', post('Content-Length: +3', 'a=1'), 400],
	['a folded header (obs-fold)', `GET /masuk HTTP/1.1\r\n${hosted(secure)}X-A: 1\r\n  folded\r\n\r\n`, 400],
	['a blank before the colon', `GET /masuk HTTP/1.1\r\n${hosted(secure)}Content-Length : 3\r\n\r\n`, 400],
	['a bare CR in a header', `GET /masuk HTTP/1.1\r\n${hosted(secure)}X-A: 1\rX-Forged: 1\r\n\r\n`, 400],
	['a NUL in a header', `GET /masuk HTTP/1.1\r\n${hosted(secure)}X-A: \0\r\n\r\n`, 400],
	['no host', 'GET /masuk HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
	['two hosts', `GET /masuk HTTP/1.1\r\n${hosted(secure)}Host: localhost\r\n\r\n`, 400],
	['a version nobody knows', `GET /masuk HTTP/3.7\r\n${hosted(secure)}\r\n`, 505],
	['a request that is none', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
]))

test('asvs_v4_2_1 a line that ends with a bare LF is one line, and what is behind a body is not run', async () => {
	// RFC 9112 2.2 allows to read it; nothing behind nginx reads lines, so nothing can disagree
	const answer = await raw(page().replaceAll('\r\n', '\n'))
	check(answer, 200, 'bare LF')
	const smuggled = await raw(post('Content-Length: 6', 'nama=xGET /bantuan HTTP/1.1\r\nX: '))
	assert.equal(smuggled.match(/HTTP\/1\.1 \d{3}/g).length, 1)
})

test('control characters and letters that are no UTF-8', () => all([
	['a control character in the path', `GET /ma\x01suk HTTP/1.1\r\n${hosted(secure)}\r\n`, 400],
	['an encoded one', method('GET', '/ma%01suk'), 400],
	['an encoded line feed', method('GET', '/a%0d%0aX-Forged:%201'), 400],
	['a NUL', method('GET', '/a%00b'), 400],
	['overlong UTF-8', method('GET', '/a%C0%AFb'), 400],
	['half a letter', method('GET', '/a%E2%82'), 400],
	['a control character in a header we read', `GET /masuk HTTP/1.1\r\n${hosted(secure)}User-Agent: a\x1b[31mb\r\n\r\n`, 400],
	['one in a cookie', `GET /masuk HTTP/1.1\r\n${hosted(secure)}Cookie: __Host-sesi=\x02\r\n\r\n`, 400],
	['a header of 40 KB', `GET /masuk HTTP/1.1\r\n${hosted(secure)}X-A: ${'a'.repeat(40000)}\r\n\r\n`, 400],
	['a hundred headers of 1 KB', `GET /masuk HTTP/1.1\r\n${hosted(secure)}${`X-A: ${'a'.repeat(1000)}\r\n`.repeat(100)}\r\n`, 400],
	['an address of 40 KB', method('GET', '/' + 'a'.repeat(40000)), 414],
	['32,767 fields', post('Content-Length: 65534', 'a&'.repeat(32767)), 400],
	['65,535 fields', post('Content-Length: 131070', 'a&'.repeat(65535)), 413],
]))

test('asvs_v4_1_4 only GET, HEAD and POST', async () => {
	await all(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'GIBBERISH'].map(m => [m, method(m), 405]))
	await all([['CONNECT', method('CONNECT'), 405],
		['CONNECT to a host and port', `CONNECT localhost:${secure} HTTP/1.1\r\n${hosted(secure)}\r\n`, 400],
		['TRACE on the plain site', `TRACE /pasang HTTP/1.1\r\n${hosted(plain)}\r\n`, 405, { port: plain }],
		['DELETE on the plain site', `DELETE /pasang HTTP/1.1\r\n${hosted(plain)}\r\n`, 405, { port: plain }]])
	assert.match(await raw(`HEAD /masuk HTTP/1.1\r\n${hosted(secure)}\r\n`), /^HTTP\/1\.1 200/)
})

test('a host that is not ours', async () => {
	const foreign = (host, port) => [`${host} on ${port === plain ? 'the plain site' : 'the TLS site'}`,
		`GET /masuk HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 421, { port }]
	await all([foreign('evil.example', secure), foreign('evil.example', plain), foreign('localhost.evil.example', secure),
		foreign('192.0.2.1', plain), ['an absolute address of another host', `GET http://evil.example/masuk HTTP/1.1\r\n${hosted(secure)}\r\n`, 421],
		['a host with a blank', `GET /masuk HTTP/1.1\r\nHost: local host\r\nConnection: close\r\n\r\n`, 400],
		['a host with a slash', `GET /masuk HTTP/1.1\r\nHost: localhost/x\r\nConnection: close\r\n\r\n`, 400]])
	check(await raw(`GET https://localhost:${secure}/masuk HTTP/1.1\r\n${hosted(secure)}\r\n`), 200, 'an absolute address of ours')
	const over = await raw(`GET /masuk HTTP/1.1\r\n${hosted(secure)}\r\n`, { port: plain })
	assert.match(over, new RegExp(`^HTTP/1.1 308[^]*\\nlocation: https://localhost:${secure}/masuk\\r`, 'i'))
})

test('asvs_v4_1_3 X-Forwarded-For and its kin from a client are never believed', async () => {
	const at = accessLog().length
	await raw(`GET /uji-sertifikat HTTP/1.1\r\n${hosted(secure)}X-Forwarded-For: 203.0.113.9\r\nX-Real-IP: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\nX-Forwarded-Proto: http\r\nUser-Agent: Firefox/115.0\r\n\r\n`)
	assert.deepEqual((await s.sql('SELECT DISTINCT address FROM trust_seen')).map(r => r.address), ['127.0.0.1'])
	const seen = await until('the line is written', () => { const l = accessLog().slice(at); return l.length && l })
	assert.match(seen[0], / from=127\.0\.0\.1 /)
	for (const log of ['access', 'nginx-error', 'web-auth', 'web-pages'])
		assert.doesNotMatch(s.logText(log), /203\.0\.113\.9/)
})

test('asvs_v5_2_1 a body that is too large: 413 at once, and no room is taken', async () => {
	const temp = path.join(s.dir, 'nginx/tmp')
	const used = () => fs.readdirSync(temp, { recursive: true, withFileTypes: true }).filter(f => f.isFile())
		.reduce((n, f) => n + fs.statSync(path.join(f.path, f.name)).size, 0)
	for (const [sentence, head] of [['by its length', 'Content-Length: 10000000000'], ['in chunks', 'Transfer-Encoding: chunked']]) {
		let answer = '', most = 0, begun = 0, took = 0
		await new Promise(done => {
			const c = connect(secure, {}, () => {
				begun = Date.now()
				c.write(post(head))
				const piece = 'x'.repeat(16384), chunk = head.startsWith('T') ? `4000\r\n${piece}\r\n` : piece
				const go = setInterval(() => {
					for (let i = 0; i < 8 && !c.destroyed; i++)
						c.write(chunk)
					most = Math.max(most, used())
				}, 5)
				c.on('close', () => clearInterval(go))
			})
			const end = setTimeout(() => c.destroy(), 5000)
			c.on('data', d => {
				answer += d
				if (!/<\/html>/.test(answer))
					return
				took = Date.now() - begun
				c.destroy()
			})
			c.on('close', () => { clearTimeout(end); done() })
		})
		check(answer, 413, sentence)
		assert.ok(took < 1000, `${sentence}: ${took} ms`)
		assert.ok(most < 1 << 20, `${most} bytes of temporary files`)
	}
})

test('a busy office meets no limit, a flood does', async () => {
	const http = n => Promise.all(Array.from({ length: n }, () => raw(page(), { from: '127.0.0.3' })))
	const office = await http(90)
	assert.deepEqual([...new Set(office.map(status))], [200])
	const seen = new Map()
	let body = ''
	// a connection serves a thousand requests
	for (let n = 0; n < 8 && !seen.get(429); n++) {
		const client = http2.connect(s.url, { ca: s.ca, localAddress: '127.0.0.4', lookup: (h, o, d) => d(null, o.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4) })
		for (let i = 0; i < 9 && !seen.get(429); i++)
			await Promise.all(Array.from({ length: 100 }, () => new Promise(done => {
				const r = client.request({ ':path': '/pasang/rekam.crl' })
				let code, text = ''
				r.on('response', h => { code = h[':status'] })
				r.on('data', d => { text += d })
				r.on('close', () => { seen.set(code, (seen.get(code) ?? 0) + 1); if (code === 429) body = text; done() })
				r.on('error', () => {})
			})))
		client.close()
	}
	assert.ok(seen.get(429) > 0, JSON.stringify([...seen]))
	assert.match(body, /Terlalu banyak permintaan/)
	// another PC is not punished for it
	check(await raw(page(), { from: '127.0.0.5' }), 200, 'another PC')
})

test('one address holds at most a hundred requests open', async () => {
	const open = []
	for (let i = 0; i < 130; i++)
		open.push(await new Promise(done => {
			const c = connect(secure, { from: '127.0.0.6' }, () => { c.write(post('Content-Length: 100', 'a='), () => done(c)) })
			c.answer = ''
			c.on('data', d => { c.answer += d })
		}))
	await until('some are refused', () => open.some(c => status(c.answer) === 429), 5000)
	assert.ok(open.filter(c => c.answer === '').length <= 100)
	check(await raw(page(), { from: '127.0.0.7' }), 200, 'another PC')
	open.forEach(c => c.destroy())
})

test('slow writers: three hundred headers that never end hold up nobody and are gone after ten seconds', async () => {
	const slow = []
	for (let i = 0; i < 300; i++)
		slow.push(connect(plain, { from: '127.0.0.8' }, function () { this.write('GET /pasang HTTP/1.1\r\nHost: loc') }))
	const drip = setInterval(() => slow.forEach(c => { if (!c.destroyed && c.writable) c.write('a') }), 1000)
	const begun = Date.now()
	let closed = 0
	slow.forEach(c => { c.on('close', () => { closed++ }); c.resume() })
	for (let i = 0; i < 5; i++) {
		const t = Date.now()
		check(await raw(page()), 200, 'meanwhile')
		assert.ok(Date.now() - t < 1000, `a page took ${Date.now() - t} ms`)
	}
	await until('all are closed', () => closed === 300, 15000)
	clearInterval(drip)
	assert.ok(Date.now() - begun < 14000)
})

test('slow readers: answers that nobody takes hold no worker', async () => {
	const streams = [], clients = []
	for (let i = 0; i < 5; i++) {
		const c = http2.connect(s.url, { ca: s.ca, settings: { initialWindowSize: 0 }, lookup: (h, o, d) => d(null, o.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4) })
		c.on('error', () => {})
		clients.push(c)
		for (let k = 0; k < 8; k++) {
			const r = c.request({ ':path': k % 2 ? '/masuk' : '/tidak-ada' })
			r.on('error', () => {})
			streams.push(r)
		}
	}
	await sleep(300)
	for (let i = 0; i < 5; i++) {
		const t = Date.now()
		check(await raw(page(), { from: '127.0.0.9' }), 200, 'meanwhile')
		assert.ok(Date.now() - t < 1000, `a page took ${Date.now() - t} ms`)
	}
	clients.forEach(c => c.destroy())
})

test('nothing of all this was stored, and no line of a log is forged', async () => {
	assert.equal(await stored(), before)
	const written = accessLog().slice(lines)
	assert.ok(written.length > 60)
	for (const l of written)
		assert.match(l, line)
	for (const l of ['web-pages', 'web-auth'].flatMap(n => s.logText(n).split('\n')).filter(l => l !== ''))
		assert.match(l, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ rekam-web\[\d+\] /)
})
