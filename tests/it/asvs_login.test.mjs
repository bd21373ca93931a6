// Passwords and sessions: what is accepted, what a guesser learns, what ends a session.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { startStack } from './stack.mjs'
import { Client, forms } from './client.mjs'
import { asvs } from './asvs.mjs'
import { openSite, routes } from './crawl.mjs'
import { login, password } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
let octet = 0
// Somebody at a machine of his own: 127/8 is all this one.
const from = () => new Client(s.url, { from: `127.0.${2 + Math.floor(octet / 200)}.${1 + octet++ % 200}` })
const token = c => c.cookies.get('__Host-sesi')
const inside = async c => (await c.request('GET', '/beranda')).status === 200
async function attempt(c, user, word) {
	const page = await c.request('GET', '/masuk')
	return c.send(page, '/masuk', { nama_pengguna: user, kata_sandi: word })
}
const ticks = () => s.pids('web-auth').reduce((n, pid) => n + fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).reduce((x, y) => x + Number(y), 0), 0)
const median = list => list.toSorted((x, y) => x - y)[Math.floor(list.length / 2)]

await test('passwords and sessions', async t => {
	await asvs(t, 'asvs_v6_2_1 asvs_v6_2_5 asvs_v6_2_8 asvs_v6_2_9', '14 characters are refused, 15 and 64 and Unicode accepted, nothing is cut or changed', async () => {
		const user = site.userOf('dinas')
		await site.q(`UPDATE user SET code_hash = NULL WHERE username = '${user}'`)
		let now = password
		const change = async next => {
			const c = await login(s, user, now).catch(() => null) ?? from()
			if (!token(c)) assert.ok((await attempt(c, user, now)).status === 303)
			const page = await c.request('GET', '/akun/kata-sandi')
			return c.send(page, '/akun/kata-sandi', { kata_sandi: now, kata_sandi_baru: next, kata_sandi_ulang: next })
		}
		assert.equal((await change('tujuh bebek pu')).status, 422, '14 characters')
		for (const next of ['tujuh bebek put', 'Tujuh Bebek  putih ' + 'panjang sekali '.repeat(3) + '!', 'bebek 鴨子 πάπια 🦆 утка é', ' awal dan akhir ']) {
			const a = await change(next)
			assert.equal(a.status, 303, `${next.length} characters: ${a.text.match(/galat[^>]*>([^<]*)/)?.[1]}`)
			now = next
			// verified exactly as typed: no cut, no other case, no trimming
			for (const wrong of [next.slice(0, -1), next + ' ', next.toUpperCase() === next ? next.toLowerCase() : next.toUpperCase(), next.trim() === next ? ' ' + next : next.trim()]) {
				await site.q('DELETE FROM login_try')
				assert.equal((await attempt(from(), user, wrong)).status, 422, `"${wrong}" instead of "${next}"`)
			}
			assert.equal((await attempt(from(), user, next)).status, 303)
		}
		assert.equal((await change('x'.repeat(129) + ' y')).status, 422, 'more than 128')
		await site.q(`UPDATE user d JOIN user k ON k.username = '${site.userOf('petugas')}' SET d.password_hash = k.password_hash WHERE d.username = '${user}'`)
	})

	await asvs(t, 'asvs_v6_2_4 asvs_v6_2_11', 'what everybody tries first and the words of the place are refused', async () => {
		const user = site.userOf('dinas'), c = from()
		assert.equal((await attempt(c, user, password)).status, 303)
		const page = await c.request('GET', '/akun/kata-sandi')
		for (const bad of ['passwordpassword', 'Password1234567', 'qwertyuiopasdfg', '123456789012345', 'kecamatanwatulimo', 'Watulimo2026!!!', 'trenggalek12345', 'aaaaaaaaaaaaaaaa', 'indonesia1234567', 'administrator123', 'rahasiarahasia1']) {
			const a = await c.send(page, '/akun/kata-sandi', { kata_sandi: password, kata_sandi_baru: bad, kata_sandi_ulang: bad })
			assert.equal(a.status, 422, bad)
		}
		assert.equal((await attempt(from(), user, password)).status, 303, 'the old one is still the one')
	})

	await asvs(t, 'asvs_v6_3_1', 'after some failures a further try waits, longer each time, by account and by address; nobody is shut out', async () => {
		const user = site.userOf('kasi')
		const failed = (who, c, n) => site.q(`INSERT INTO login_try (username, address, at) SELECT '${who}', '${c.from}', UTC_TIMESTAMP(6) FROM seq_1_to_${n}`)
		let last = 0
		for (const n of [10, 12, 14]) {
			await site.q('DELETE FROM login_try')
			const c = from()
			await failed(user, c, n)
			const a = await attempt(c, user, password)
			assert.equal(a.status, 429, `${n} failures`)
			const wait = Number(a.headers['retry-after'])
			assert.ok(wait > last && wait <= 300, `${n}: ${wait} s after ${last}`)
			last = wait
			assert.equal((await attempt(from(), user, password)).status, 303, 'its owner, elsewhere')
		}
		await site.q('DELETE FROM login_try')
		const c = from()
		await failed('siapa', c, 60)
		assert.equal((await attempt(c, user, password)).status, 429, 'the address, whatever the name')
		await site.q('DELETE FROM login_try')
		for (let i = 0; i < 5; i++)
			assert.equal((await attempt(c, user, 'salah')).status, 422)
		assert.equal((await site.q(`SELECT id FROM login_try WHERE username = '${user}'`)).length, 5, 'each try is counted')
		await site.q('DELETE FROM login_try')
	})

	await asvs(t, 'asvs_v6_3_8', 'an unknown name, a closed account and a wrong password: same bytes, same work', async () => {
		const tries = Number(process.env.TRIES ?? 8)
		const user = site.userOf('sekcam'), closed = site.userOf('camat')
		await site.q(`UPDATE user SET active = 0 WHERE username = '${closed}'`)
		const bare = (a, name) => a.text.replaceAll(name, 'X').replace(/value="([0-9a-f]{32}|[A-Za-z0-9_-]{43})"/g, '')
		const names = { wrong: user, unknown: 'tidakada', closed }, seen = {}, ms = {}, cpu = {}
		for (let i = 0; i < tries; i++)
			for (const [what, name] of Object.entries(names)) {
				await site.q('DELETE FROM login_try')
				const c = from(), page = await c.request('GET', '/masuk')
				const before = ticks(), begun = process.hrtime.bigint()
				const a = await c.send(page, '/masuk', { nama_pengguna: name, kata_sandi: 'bukan kata sandi nya' })
				;(ms[what] ??= []).push(Number(process.hrtime.bigint() - begun) / 1e6)
				cpu[what] = (cpu[what] ?? 0) + ticks() - before
				assert.equal(a.status, 422, what)
				seen[what] = [bare(a, name), Object.keys(a.headers).sort().join()]
			}
		await site.q(`UPDATE user SET active = 1 WHERE username = '${closed}'`)
		for (const what of ['unknown', 'closed']) {
			assert.deepEqual(seen[what], seen.wrong, `${what} answers otherwise`)
			assert.ok(cpu[what] > cpu.wrong * 0.6, `${what}: ${cpu[what]} ticks of work, a wrong password ${cpu.wrong}`)
		}
		console.log(`# median ms of ${tries}: ` + Object.entries(ms).map(([w, l]) => `${w} ${median(l).toFixed(1)}`).join(', ') +
			`; apart ${(100 * (median(ms.unknown) / median(ms.wrong) - 1)).toFixed(1)} %`)
	})

	await asvs(t, 'asvs_v11_4_2', 'stored passwords are argon2id with at least 64 MiB and three passes', async () => {
		const rows = await site.q("SELECT password_hash AS h FROM user WHERE password_hash <> '' UNION ALL SELECT pin_hash FROM user WHERE pin_hash <> '' UNION ALL SELECT hash FROM password_old")
		assert.ok(rows.length >= 8)
		for (const { h } of rows) {
			const [, m, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/.exec(h) ?? assert.fail(h)
			assert.ok(Number(m) >= 65536 && Number(passes) >= 3, h)
		}
		// the demo's accounts share one, of which the seed knows; those that are set have salts of their own
		const user = site.userOf('pemeriksa'), hash = async () => (await site.q(`SELECT password_hash AS h FROM user WHERE username = '${user}'`))[0].h
		const c = from()
		assert.equal((await attempt(c, user, password)).status, 303)
		const old = await hash(), next = 'tujuh bebek putih di sawah'
		assert.equal((await c.send(await c.request('GET', '/akun/kata-sandi'), '/akun/kata-sandi', { kata_sandi: password, kata_sandi_baru: next, kata_sandi_ulang: next })).status, 303)
		assert.match(await hash(), /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
		await site.q(`UPDATE user SET password_hash = '${old}' WHERE username = '${user}'`)
	})

	await asvs(t, 'asvs_v7_2_3 asvs_v11_5_1', 'session tokens are 256 bits of chance, and only their hash is stored', async () => {
		const tokens = []
		for (let i = 0; i < 12; i++) {
			const c = from()
			assert.equal((await attempt(c, site.userOf('petugas'), password)).status, 303)
			tokens.push(token(c))
		}
		// the token before login comes from the same source and costs no argon2
		while (tokens.length < 400)
			tokens.push((await from().request('GET', '/masuk')).headers['set-cookie'][0].match(/=([^;]+)/)[1])
		const bytes = tokens.map(x => Buffer.from(x, 'base64url'))
		assert.ok(bytes.every(b => b.length === 32), '32 bytes each')
		assert.equal(new Set(tokens).size, tokens.length, 'no two alike')
		for (const group of [bytes.slice(0, 12), bytes.slice(12)])
			for (let bit = 0; bit < 256; bit++) {
				const ones = group.filter(b => b[bit >> 3] >> (bit & 7) & 1).length
				// 12 equal bits: 1 in 2,048; so a byte of twelve sessions must vary, and each bit of many
				if (group.length > 100)
					assert.ok(ones > group.length * 0.25 && ones < group.length * 0.75, `bit ${bit}: ${ones} of ${group.length}`)
			}
		for (let i = 0; i < 32; i++)
			assert.ok(new Set(bytes.slice(0, 12).map(b => b[i])).size > 3, `byte ${i} of twelve sessions`)
		const stored = await site.q('SELECT LOWER(HEX(token_hash)) AS h FROM session')
		for (const b of bytes)
			assert.ok(!stored.some(r => r.h === b.toString('hex')), 'a token itself is stored')
	})

	await asvs(t, 'asvs_v7_2_4', 'each login has a token of its own, and one that was planted is not taken', async () => {
		const c = from()
		const page = await c.request('GET', '/masuk')
		c.cookies.set('__Host-sesi', 'A'.repeat(43))
		await c.send(page, '/masuk', { nama_pengguna: site.userOf('petugas'), kata_sandi: password })
		const first = token(c)
		assert.notEqual(first, 'A'.repeat(43))
		const planted = from()
		planted.cookies.set('__Host-sesi', 'A'.repeat(43))
		assert.equal(await inside(planted), false)
		// in again with the old cookie at hand: a new token, and the old one dead after leaving
		const again = from()
		await attempt(again, site.userOf('petugas'), password)
		assert.notEqual(token(again), first)
	})

	await asvs(t, 'asvs_v7_3_1', 'after fifteen idle minutes a session is locked, polling does not keep it awake', async () => {
		const c = from()
		await attempt(c, site.userOf('petugas'), password)
		assert.ok(await inside(c))
		const mine = `user_id = (SELECT id FROM user WHERE username = '${site.userOf('petugas')}')`
		await site.q(`UPDATE session SET seen_at = seen_at - INTERVAL 14 MINUTE WHERE ${mine}`)
		assert.ok(await inside(c), '14 minutes')
		await site.q(`UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 16 MINUTE WHERE ${mine}`)
		const [job] = [...await site.q('SELECT MAX(id) AS id FROM print_job')]
		await c.request('GET', `/cetak/${job?.id ?? 1}/keadaan`)
		const a = await c.request('GET', '/antrean')
		assert.match(`${a.status} ${a.headers.location}`, /^303 \/kunci/)
		const before = await site.state()
		const post = await c.post('/permohonan/baru', { ...await site.hidden(Object.assign(await site.person('petugas'), {})), tindakan: 'SIMPAN' })
		assert.ok(post.status === 403, `${post.status}`)
		assert.equal(await site.state(), before)
		const lock = await c.request('GET', '/kunci')
		assert.equal((await c.send(lock, '/kunci', { rahasia: 'salah sama sekali' })).status, 422, 'a wrong secret')
		const open = await c.send(lock, '/kunci', { rahasia: password })
		assert.ok([200, 303].includes(open.status), `${open.status}`)
		assert.ok(await inside(c), 'opened by its owner')
	})

	await asvs(t, 'asvs_v7_3_2', 'after twelve hours a session is over, however busy it was', async () => {
		const c = from()
		await attempt(c, site.userOf('petugas'), password)
		const [row] = await site.q('SELECT TIMESTAMPDIFF(SECOND, begun_at, ends_at) AS n FROM session ORDER BY id DESC LIMIT 1')
		assert.ok(Number(row.n) <= 12 * 3600 && Number(row.n) > 0, `${row.n} s`)
		assert.ok(await inside(c))
		const [{ ends }] = await site.q('SELECT ends_at AS ends FROM session ORDER BY id DESC LIMIT 1')
		await c.request('GET', '/antrean')
		assert.equal((await site.q('SELECT ends_at AS ends FROM session ORDER BY id DESC LIMIT 1'))[0].ends, ends, 'the end does not move')
		await site.q('UPDATE session SET ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND ORDER BY id DESC LIMIT 1')
		const a = await c.request('GET', '/antrean')
		assert.match(`${a.status} ${a.headers.location}`, /^303 \/masuk\?sebab=berakhir/)
	})

	await asvs(t, 'asvs_v7_4_1', 'after leaving, the old cookie opens nothing', async () => {
		const c = from()
		await attempt(c, site.userOf('petugas'), password)
		const old = token(c)
		const page = await c.request('GET', '/beranda')
		assert.equal((await c.send(page, '/keluar')).status, 303)
		assert.equal(token(c), undefined, 'the browser is told to forget it')
		c.cookies.set('__Host-sesi', old)
		const a = await c.request('GET', '/antrean')
		assert.match(`${a.status} ${a.headers.location}`, /^303 \/masuk/)
		assert.equal((await c.send(page, '/keluar')).status, 403)
	})

	await asvs(t, 'asvs_v7_4_2', 'who is disabled is out at once, and stays out when he is enabled again', async () => {
		const user = site.userOf('operator')
		const one = from(), two = from()
		await attempt(one, user, password)
		await attempt(two, user, password)
		assert.ok(await inside(one) && await inside(two))
		const admin = await site.person('admin')
		const [{ id }] = await site.q(`SELECT id FROM user WHERE username = '${user}'`)
		const set = async tindakan => {
			const page = await admin.request('GET', `/pengguna/${id}`)
			const form = forms(page.text).find(f => f.action === `/pengguna/${id}`)
			return admin.post(`/pengguna/${id}`, [...form.fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n)), ['tindakan', tindakan]])
		}
		assert.equal((await set('NONAKTIFKAN')).status, 303)
		assert.ok(!await inside(one) && !await inside(two), 'out')
		assert.equal((await attempt(from(), user, password)).status, 422)
		assert.equal((await set('AKTIFKAN')).status, 303)
		assert.ok(!await inside(one) && !await inside(two), 'the old sessions stay dead')
		assert.equal((await attempt(from(), user, password)).status, 303)
	})

	await asvs(t, 'asvs_v6_4_6 asvs_v7_4_5 asvs_v16_3_1', 'an administrator ends sessions of others and sets no password; logins leave a trace', async () => {
		const user = site.userOf('dinas'), admin = await site.person('admin'), c = from()
		const [{ id, h }] = await site.q(`SELECT id, password_hash AS h FROM user WHERE username = '${user}'`)
		const mark = await site.mark()
		await attempt(from(), user, 'salah')
		assert.equal((await attempt(c, user, password)).status, 303)
		const trail = await site.since(mark, `object = 'user/${id}'`)
		assert.deepEqual(trail.map(x => x.action), ['GAGAL_MASUK', 'MASUK'])
		const [{ version }] = await site.q(`SELECT version FROM user WHERE id = ${id}`)
		const form = { ...await site.hidden(admin), versi: version }
		await admin.post(`/pengguna/${id}`, { ...form, tindakan: 'SIMPAN', nama: 'Lestari', peran_dinas: '1', kata_sandi: 'x'.repeat(20), kata_sandi_baru: 'x'.repeat(20), kata_sandi_ulang: 'x'.repeat(20), password_hash: 'x' })
		assert.equal((await site.q(`SELECT password_hash AS h FROM user WHERE id = ${id}`))[0].h, h)
		assert.equal((await admin.post(`/pengguna/${id}`, { ...form, ...await site.hidden(admin), tindakan: 'SESI' })).status, 303)
		assert.equal(await inside(c), false)
	})

	await asvs(t, 'asvs_v7_5_3', 'grave acts ask for the password again, and happen only with it', async () => {
		const fresh = routes.filter(r => r.fresh)
		const must = ['POST /pengguna/baru', 'POST /pengguna/{id}', 'POST /pengaturan', 'POST /akun/pin']
		for (const m of must)
			assert.ok(fresh.some(r => `${r.method} ${r.pattern}` === m), `${m} is not ROUTE_FRESH`)
		const [{ id }] = await site.q(`SELECT id FROM user WHERE username = '${site.userOf('dinas')}'`)
		for (const r of fresh) {
			const c = await site.person(r.may.includes('admin') ? 'admin' : r.may[0], 1, { fresh: true })
			const hidden = await site.hidden(c)
			await site.q('UPDATE session SET fresh_at = UTC_TIMESTAMP(6) - INTERVAL 6 MINUTE')
			const before = await site.state()
			const where = site.path(r, { pengguna: id, permohonan: 1, surat: 1, cetak: 1, insiden: 1, terdampak: 1, permintaan: 1 })
			const a = r.method === 'GET' ? await c.request('GET', where)
				: await c.post(where, { ...hidden, tindakan: 'SIMPAN', cara_tanda_tangan: 'ELEKTRONIK', nama: 'X', versi: '1', pin: '493817', pin_ulang: '493817', peran_admin: '1' })
			if (r.method === 'GET')
				assert.match(`${a.status} ${a.headers.location}`, /^303 \/masuk-ulang/, r.pattern)
			else {
				assert.equal(a.status, 403, r.pattern)
				assert.match(a.text, /Konfirmasi kata sandi/, r.pattern)
			}
			assert.equal(await site.state(), before, r.pattern)
		}
		// and with it the same form goes through
		const c = await site.person('admin', 1, { fresh: true })
		await site.q('UPDATE session SET fresh_at = UTC_TIMESTAMP(6) - INTERVAL 6 MINUTE')
		const held = await c.post('/pengaturan', { ...await site.hidden(c), tindakan: 'SIMPAN', cara_tanda_tangan: 'TINTA' })
		assert.equal((await c.send(held, '/masuk-ulang', { rahasia: 'bukan itu' })).status, 422)
		const open = await c.send(held, '/masuk-ulang', { rahasia: password })
		assert.ok([200, 303].includes(open.status), `${open.status}`)
		const [{ n }] = await site.q('SELECT COUNT(*) AS n FROM session WHERE fresh_at > UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE')
		assert.equal(n, '1')
	})
})
site.close()
await s.stop()
