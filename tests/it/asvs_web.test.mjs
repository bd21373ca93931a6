// What every page and every form has in common, over a crawl of the whole site in eight roles.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { startStack } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { crawl as crawlAs, openSite, roles, routes } from './crawl.mjs'
import { forms } from './client.mjs'
import { password } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
const secretCookie = c => c.cookies.get('__Host-sesi')

const crawl = async role => crawlAs(await site.person(role))

await test('pages and forms', async t => {
	site.own = await site.objects(1)
	const [{ nik }] = await site.q(`SELECT nik FROM casefile WHERE id = ${site.own.permohonan}`)
	for (const status of ['DRAF', 'BERKAS_DITERIMA', 'TERVERIFIKASI', 'DITANDATANGANI', 'SELESAI'])
		await site.putCase({ status })

	await asvs(t, 'asvs_v3_3_1 asvs_v3_3_2 asvs_v3_3_3 asvs_v3_3_4', 'cookies are __Host-, Secure, HttpOnly, SameSite=Strict', async () => {
		const c = s.client()
		const page = await c.request('GET', '/masuk')
		const before = page.headers['set-cookie']
		const form = forms(page.text)[0]
		const answer = await c.post('/masuk', [...form.fields.filter(([n]) => !/^(nama_pengguna|kata_sandi)$/.test(n)), ['nama_pengguna', 'loket'], ['kata_sandi', password]])
		assert.equal(answer.status, 303)
		const after = answer.headers['set-cookie'].filter(x => !/max-age=0/i.test(x))
		assert.ok(before.length === 1 && after.length >= 1)
		for (const cookie of [...before, ...after]) {
			assert.match(cookie, /^__Host-[a-z]+=[A-Za-z0-9_-]{43};/, cookie)
			assert.match(cookie, /; Secure(;|$)/i)
			assert.match(cookie, /; HttpOnly(;|$)/i)
			assert.match(cookie, /; SameSite=Strict(;|$)/i)
			assert.match(cookie, /; Path=\/(;|$)/i)
			assert.doesNotMatch(cookie, /Domain=/i)
		}
		// and the token is nowhere else: in no page, no log, no row
		const token = secretCookie(c)
		for (const where of ['/beranda', '/antrean', '/tidak-ada'])
			assert.ok(!(await c.get(where)).text.includes(token), where)
		for (const f of fs.readdirSync(s.log))
			assert.ok(!fs.readFileSync(path.join(s.log, f), 'utf8').includes(token), f)
	})

	await asvs(t, 'asvs_v4_1_1 asvs_v14_3_2', 'every answer says its charset and that it is not to be kept', async () => {
		const c = await site.person('petugas')
		let n = 0
		const look = (a, where) => {
			n++
			if (a.status !== 204 && !(a.status === 303 && !a.headers['content-type']) && /^text\/|json|javascript/.test(a.headers['content-type'] ?? 'text/'))
				assert.match(a.headers['content-type'] ?? '', /charset=utf-8/i, `${where} ${a.status}`)
			if (!where.startsWith('/static/'))
				assert.match(a.headers['cache-control'] ?? '', /no-store/, `${where} ${a.status}`)
		}
		for (const role of roles)
			for (const [where, a] of await crawl(role))
				look(a, `${where}`)
		for (const r of routes.filter(x => x.method === 'POST' && !/^\/(keluar|kunci)/.test(x.pattern) && x.may.includes('petugas')))
			look(await c.post(site.path(r, site.own), { ...await site.hidden(c), versi: '0' }), r.pattern)
		look(await c.request('PUT', '/beranda'), 'PUT')
		look(await c.request('GET', '/a%00b'), 'NUL')
		look(await c.post('/permohonan/baru', { x: 'y' }), 'no token')
		console.log(`# ${n} answers looked at`)
	})

	await asvs(t, 'asvs_v14_2_1', 'no NIK, name or token in any address, nor in the log of addresses', async () => {
		let n = 0
		const tokens = []
		for (const role of roles) {
			for (const [where, a] of await crawl(role)) {
				n++
				const decoded = decodeURIComponent(where)
				assert.doesNotMatch(decoded, /350308\d{10}|SITI|CONTOH/i, where)
				for (const m of a.text.matchAll(/<form\b[^>]*>/g))
					if (!/method="post"/i.test(m[0]))
						assert.doesNotMatch(m[0], /cari/, `a search by GET on ${where}`)
			}
			const c = await site.person(role)
			tokens.push(secretCookie(c), (await site.hidden(c)).csrf_token)
		}
		const c = await site.person('petugas')
		for (const cari of [nik, 'SITI CONTOH'])
			assert.doesNotMatch((await c.follow(await c.post('/permohonan', { ...await site.hidden(c), cari }))).url, /\d{16}|SITI/)
		// What a hand types into the address is not logged either.  nginx writes the line after the
		// answer, so the log is read once that line is there.
		await c.request('GET', `/antrean/ketikan?cari=${nik}`)
		const logs = () => fs.readdirSync(s.log).filter(x => /access|nginx|web/.test(x)).map(f => [f, fs.readFileSync(path.join(s.log, f), 'utf8')])
		for (const end = Date.now() + 20000; !logs().some(([, text]) => text.includes('/antrean/ketikan'));) {
			assert.ok(Date.now() < end, 'the address that was typed is not in the log at all')
			await new Promise(done => setTimeout(done, 20))
		}
		for (const [f, text] of logs()) {
			assert.doesNotMatch(text, /350308\d{10}|SITI%20|SITI CONTOH/, f)
			for (const token of tokens)
				assert.ok(!text.includes(token), `${f} holds a token`)
		}
		console.log(`# ${n} addresses`)
	})

	await asvs(t, 'asvs_v3_5_1', 'a form without our token, or from elsewhere, changes nothing, on each route', async () => {
		let n = 0
		const wrong = []
		const other = await site.person('camat'), foreign = (await site.hidden(other)).csrf_token
		// the token of an earlier session of the same person
		const ended = await site.person('petugas', 1, { fresh: true })
		const old = (await site.hidden(ended)).csrf_token
		await ended.post('/keluar', await site.hidden(ended))
		const stranger = forms((await s.client().get('/masuk')).text)[0].fields.find(([f]) => f === 'csrf_token')[1]
		const full = { versi: '1', tindakan: 'SIMPAN', cara_tanda_tangan: 'ELEKTRONIK', alasan: 'paksa', nik: '3503085509091234', nama: 'PAKSA',
			tgl_lahir: '15092009', desa: '1', pernah_rekam: 'TIDAK' }
		const post = routes.filter(r => r.method === 'POST')
		for (const r of post) {
			const role = r.may.includes('petugas') ? 'petugas' : r.may[0]
			const c = r.public ? s.client() : await site.person(role)
			if (r.public)
				c.csrf = forms((await c.get('/masuk')).text)[0].fields.find(([f]) => f === 'csrf_token')[1]
			const good = await site.hidden(c)
			for (const [what, fields, headers] of [
				['no token', { csrf_token: undefined }],
				['an empty token', { csrf_token: '' }],
				['a made-up token', { csrf_token: 'A'.repeat(43) }],
				["another person's token", { csrf_token: foreign }],
				['the token of an ended session', { csrf_token: old }],
				["a stranger's token", { csrf_token: stranger }],
				['a foreign origin', {}, { Origin: 'http://evil.example' }],
				['origin null', {}, { Origin: 'null', 'Sec-Fetch-Site': '' }],
				['another site', {}, { 'Sec-Fetch-Site': 'cross-site' }],
				['a sister site', {}, { 'Sec-Fetch-Site': 'same-site' }],
				['neither origin nor site', {}, { Origin: '', 'Sec-Fetch-Site': '' }]]) {
				const all = Object.entries({ ...full, ...good, ...fields }).filter(([, v]) => v !== undefined)
				const before = await site.state(['session', 'request_done'])
				const a = await c.post(site.path(r, site.own), all, { headers })
				n++
				if (a.status !== 403)
					wrong.push(`${r.pattern} with ${what}: ${a.status}`)
				if (await site.state(['session', 'request_done']) !== before)
					wrong.push(`${r.pattern} with ${what} changed something`)
			}
			// the same with all that is asked for is let through: the refusals above were for the token
			if (r.pattern !== '/keluar') {
				await site.restore()
				const a = await c.post(site.path(r, site.own), { ...good, versi: '0' })
				await site.restore()
				if (a.status === 403)
					wrong.push(`${r.pattern} with everything right: ${a.status}`)
			}
		}
		assert.deepEqual(wrong, [])
		console.log(`# ${n} forged forms on ${post.length} routes`)
	})

	await asvs(t, 'asvs_v13_4_1 asvs_v13_4_3 asvs_v13_4_4 asvs_v13_4_6', 'no repository, no list of files, no TRACE, no version', async () => {
		const c = s.client(), static_ = /href="(\/static\/[^/]+\/)/.exec((await c.get('/masuk')).text)[1]
		for (const where of ['/.git/config', '/.git/HEAD', '/.gitignore', '/Makefile', '/fcgi/app/routes.c', '/static/', static_, '/static', '/galat/', '/galat/404.html', '/pasang/', '/icons/', static_ + '..%2f..%2fbin/rekam-web', static_ + '../bin/rekam-web']) {
			const a = await c.request('GET', where)
			assert.ok([301, 400, 403, 404].includes(a.status), `${where}: ${a.status}`)
			assert.doesNotMatch(a.text, /Index of|repositoryformatversion|ref: refs/, where)
		}
		const trace = await c.request('TRACE', '/masuk', { headers: { 'X-Echo': 'echo-me' } })
		assert.equal(trace.status, 405)
		assert.doesNotMatch(trace.text, /echo-me/)
		for (const where of ['/masuk', '/tidak-ada', static_ + 'tokens.css', '/a%00']) {
			const a = await c.request('GET', where)
			assert.doesNotMatch(`${a.headers.server} ${a.headers['x-powered-by']} ${a.text.slice(0, 3000)}`, /nginx\/\d|MariaDB|libfcgi|\bPHP\b|\b\d+\.\d+\.\d+-(MariaDB|deb)/i, where)
		}
	})

	await asvs(t, 'asvs_v3_5_3', 'looking changes nothing', async () => {
		let n = 0
		for (const role of roles) {
			const before = await site.state()
			const visited = []
			for (const r of routes.filter(x => x.method === 'GET'))
				for (const method of ['GET', 'HEAD']) {
					const c = await site.person(role)
					const where = site.path(r, site.own)
					visited.push(`${where} ${(await c.request(method, where)).status}`)
					await c.request(method, `${where}?tindakan=ACCEPT&alasan=x&versi=1&csrf_token=${c.csrf ?? ''}`)
					n += 2
				}
			for (const [where] of await crawl(role)) visited.push(where)
			assert.equal(await site.state(), before, `${role}: one of ${visited.join(' ')}`)
		}
		console.log(`# ${n} looks`)
	})
})
site.close()
await s.stop()
