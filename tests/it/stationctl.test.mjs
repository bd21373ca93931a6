// rekamctl station: added, tested, taken out of use, revoked; and a station on "another PC", reached over HTTPS with
// certificates both ways: who has no certificate, or one of another authority, gets nothing, on either side.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import https from 'node:https'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'
import { rekamctl } from './ctl.mjs'
import { login, recordingBegun, scan } from './office.mjs'
import { startStack, until } from './stack.mjs'

const s = await startStack()
const conf = path.join(s.dir, 'rekam.conf')
const { ctl, done, refused } = rekamctl(() => conf, 'station')
const freePort = () => new Promise(ok => {
	const server = net.createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => ok(port)) })
})
const pub = path.join(s.dir, 'keys/station.pub'), keys = path.join(s.dir, 'keys')
const away = []		// nginxes of the other PC

// The nginx of the other PC, with the configuration and the files that `station cert` made for it.
async function otherPc(folder) {
	const port = await freePort(), dir = path.join(s.dir, `pc-${port}`)
	fs.mkdirSync(dir, { mode: 0o700 })
	const site = fs.readFileSync(path.join(folder, 'station-tls.conf'), 'utf8').replaceAll('/etc/rekam/station', folder)
		.replace('listen 8443', `listen 127.0.0.1:${port}`).replace('/run/rekam/station.sock', path.join(s.dir, 'run/station.sock'))
		.replace('fastcgi_params', '/etc/nginx/fastcgi_params')
	fs.writeFileSync(path.join(dir, 'nginx.conf'), `daemon off; pid ${dir}/pid; error_log ${dir}/error.log;
${process.getuid() === 0 ? 'user root;' : ''}
events { }
http {
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(x => `${x}_temp_path ${dir}/${x};`).join('\n')}
${site}
}
`)
	away.push(spawn('nginx', ['-e', path.join(dir, 'error.log'), '-p', dir, '-c', path.join(dir, 'nginx.conf')], { stdio: 'ignore' }))
	await until('the other PC to listen', () => new Promise(ok => { const c = net.connect(port, '127.0.0.1', () => { c.end(); ok(true) }); c.on('error', () => ok(false)) }))
	return port
}
// rekam-web's processes for the station, anew, with these certificates.
async function certificates(lines) {
	fs.writeFileSync(conf, fs.readFileSync(conf, 'utf8').replace(/^(ca|cert|key)=.*\n/gm, '').replace('[station]\n', `[station]\n${lines}`))
	const before = s.pids('web-station')
	for (const pid of before)
		process.kill(pid, 'SIGTERM')
	await until('new processes of the pool', () => { const now = s.pids('web-station'); return now.length === before.length && !now.some(p => before.includes(p)) })
}

await test('stations', async t => {
	t.after(async () => { for (const c of away) c.kill('SIGTERM'); await s.stop() })

	await t.test('is added, listed with what it says now, and tested', () => {
		refused(/a code is 1 to 31/, 'add', 'stasiun dua', '--url', 'unix:/x', '--key', pub)
		refused(/unix:\/PATH or https/, 'add', 'STASIUN-2', '--url', 'http://x', '--key', pub)
		refused(/no-such/, 'add', 'STASIUN-2', '--url', 'unix:/x', '--key', '/no-such')
		assert.equal(ctl('add', 'STASIUN-2', '--url', 'unix:/x').status, 2)
		done('add', 'STASIUN-2', '--url', `unix:${s.dir}/run/station-http.sock`, '--key', pub, '--label', 'Stasiun dua')
		const list = done('list')
		assert.match(list, /STASIUN-2 {2}Stasiun dua\n.*\n {4}idle, .*, export key of \d{4}-\d\d/)
		assert.match(done('test', 'STASIUN-2'), /ok {3}segel[^]*ok {3}alat/)
		refused(/has no station 'X'/, 'test', 'X')
	})

	await t.test('rests, is used again, and revoked it never comes back', async () => {
		done('rest', 'STASIUN-2', 'Kaca retak')
		assert.match(done('list'), /not in use since .*: Kaca retak/)
		done('use', 'STASIUN-2')
		done('revoke', 'STASIUN-2')
		assert.match(done('list'), /revoked since/)
		refused(/was revoked/, 'add', 'STASIUN-2', '--url', 'unix:/x', '--key', pub)
		assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'STASIUN' AND address LIKE 'rekamctl%'"))[0].n, '4')
	})

	await t.test('another PC: HTTPS with certificates both ways, a finger from it', async () => {
		const folder = path.join(s.dir, 'pc')
		refused(/no name or address/, 'cert', '-x', '--into', folder)
		assert.match(done('cert', 'localhost', '--into', folder), /station-tls\.conf/)
		for (const f of ['station.key'])
			assert.equal(fs.statSync(path.join(folder, f)).mode & 0o077, 0, `${f} is private`)
		assert.equal(fs.statSync(path.join(keys, 'station-ca.key')).mode & 0o077, 0)
		// as `rekamctl config split` does it for the account of the pool
		const owner = fs.statSync(path.join(keys, 'station.key'))
		fs.chownSync(path.join(keys, 'station-web.key'), owner.uid, owner.gid)
		const port = await otherPc(folder)
		done('add', 'STASIUN-3', '--url', `https://localhost:${port}`, '--key', pub)
		await s.sql("UPDATE station SET rest_since = UTC_TIMESTAMP(6) WHERE code = 'STASIUN-1'")

		// without our certificate nothing answers us
		refused(/SSL|certificate|status 400/i, 'test', 'STASIUN-3')
		await certificates(`ca=${keys}/station-ca.crt\ncert=${keys}/station-web.crt\nkey=${keys}/station-web.key\n`)
		assert.match(done('test', 'STASIUN-3'), /ok {3}segel/)
		const [loket, perekam] = await Promise.all(['loket', 'perekam'].map(u => login(s, u)))
		const id = await recordingBegun(s, loket, perekam)
		const taken = await scan(s, perekam, id, 2)
		assert.equal(taken.state, 'done', JSON.stringify(taken).slice(0, 300))
		assert.equal((await s.sql(`SELECT t.code FROM capture c JOIN station t ON t.id = c.station_id WHERE c.case_id = ${id}`))[0].code, 'STASIUN-3')

		// a client without a certificate, and one of another authority: refused before anything is answered
		const ask = more => new Promise(ok => https.get({ host: 'localhost', port, path: '/v1/health', ca: fs.readFileSync(path.join(folder, 'ca.crt')), ...more }, r => { r.resume(); r.on('end', () => ok(r.statusCode)) }).on('error', e => ok(e.code)))
		assert.ok([400, 'ECONNRESET', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'].includes(await ask({})))
		// the station's own certificate is of the right authority, and no client
		assert.ok([400, 403, 'ECONNRESET'].includes(await ask({ cert: fs.readFileSync(path.join(folder, 'station.crt')), key: fs.readFileSync(path.join(folder, 'station.key')) })))
		assert.equal(await ask({ cert: fs.readFileSync(path.join(keys, 'station-web.crt')), key: fs.readFileSync(path.join(keys, 'station-web.key')) }), 200)

		// the same PC with the certificate of another authority: the page says so and nobody waits
		execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '9', '-subj', '/CN=localhost',
			'-addext', 'subjectAltName=DNS:localhost', '-keyout', path.join(folder, 'station.key'), '-out', path.join(folder, 'station.crt')], { stdio: 'ignore' })
		const wrong = await otherPc(folder)
		await s.sql(`UPDATE station SET url = 'https://localhost:${wrong}' WHERE code = 'STASIUN-3'`)
		const from = Date.now(), away_ = await scan(s, perekam, id, 3)
		assert.equal(away_.refused, 503)
		assert.ok(Date.now() - from < 8000)
		assert.match((await perekam.get('/stasiun')).text, /Tidak terhubung/)
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM capture_image WHERE case_id = ${id}`))[0].n, '1', 'what was taken is kept')
	})
})
