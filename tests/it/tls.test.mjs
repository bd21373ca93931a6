// The office's own certificate and the TLS site, seen from outside: openssl, Node's TLS and sslscan
// with our CA; HSTS on and off on every kind of answer; the test of /pasang and the page /jaringan.
import test, { after } from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { startStack, tempFolder, until } from './stack.mjs'
import { Client } from './client.mjs'
import { intake, login, submitForSignature, verifyAndNumber } from './office.mjs'

const s = await startStack({ tls: true })
after(() => s.stop())
const port = new URL(s.url).port, plainPort = new URL(s.plain).port
const dir = path.join(s.dir, 'tls'), at = name => path.join(dir, name)
const openssl = (...args) => spawnSync('openssl', args, { encoding: 'utf8', input: '' })
const plain = new Client(s.plain)
const days = (a, b) => (new Date(b) - new Date(a)) / 86400e3
const fails = (...args) => s.ctl(...args).then(() => assert.fail(`rekamctl ${args.join(' ')} did not fail`), e => e.stderr)

function handshake(options) {
	return new Promise((done, failed) => {
		const c = tls.connect({ host: '127.0.0.1', port, ca: s.ca, ...options }, () => {
			done({ protocol: c.getProtocol(), cipher: c.getCipher().standardName, cert: c.getPeerX509Certificate(), alpn: c.alpnProtocol })
			c.destroy()
		})
		c.on('error', failed)
	})
}

test('asvs_v12_1_1 TLS 1.2 and 1.3 only, forward secret suites, http2, no tickets', async () => {
	for (const [least, most] of [['TLSv1.2', 'TLSv1.2'], ['TLSv1.3', 'TLSv1.3']])
		assert.equal((await handshake({ servername: 'localhost', minVersion: least, maxVersion: most })).protocol, most)
	for (const old of ['-tls1', '-tls1_1'])
		assert.notEqual(openssl('s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', old, '-cipher', 'ALL:@SECLEVEL=0').status, 0, old)
	for (const weak of ['AES128-SHA', 'AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA', 'NULL', 'DES-CBC3-SHA'])
		await assert.rejects(handshake({ servername: 'localhost', maxVersion: 'TLSv1.2', ciphers: `${weak}:@SECLEVEL=0` }), weak)
	assert.equal((await handshake({ servername: 'localhost', ALPNProtocols: ['h2', 'http/1.1'] })).alpn, 'h2')
	const hello = openssl('s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-tls1_2', '-CAfile', at('ca.crt'))
	assert.doesNotMatch(hello.stdout, /session ticket:/i)
	assert.match(hello.stdout, /Verify return code: 0 \(ok\)/)
})

test('asvs_v12_1_1 sslscan finds no old protocol, no weak suite and no known hole', t => {
	const scan = spawnSync('sslscan', ['--no-colour', '--show-certificate', `localhost:${port}`], { encoding: 'utf8' })
	if (scan.error) {
		t.skip('sslscan is not installed')
		return
	}
	for (const off of ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1'])
		assert.match(scan.stdout, new RegExp(`^${off.replace('.', '\\.')}\\s+disabled`, 'm'))
	for (const on of ['TLSv1.2', 'TLSv1.3'])
		assert.match(scan.stdout, new RegExp(`^${on.replace('.', '\\.')}\\s+enabled`, 'm'))
	assert.match(scan.stdout, /Compression disabled|does not support compression/)
	assert.match(scan.stdout, /Server supports TLS Fallback SCSV|TLS Fallback SCSV/)
	const suites = [...scan.stdout.matchAll(/^(?:Preferred|Accepted)\s+(TLSv1\.[23])\s+(\d+) bits\s+(\S+)/gm)]
	assert.ok(suites.length >= 5, scan.stdout)
	for (const [, , bits, name] of suites) {
		assert.ok(Number(bits) >= 128, name)
		assert.match(name, /^(TLS_(AES|CHACHA20)|ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM|CHACHA20))/)
	}
	assert.doesNotMatch(scan.stdout.replace(/not vulnerable to heartbleed/g, ''), /vulnerable|insecure/i)
})

test('asvs_v12_2_1 the plain site offers the way to trust and leads over, nothing else', async () => {
	for (const where of ['/', '/masuk', '/beranda', '/masuk?lanjut=%2Fantrean', '/uji-sertifikat', '/static/x/tokens.css', '/robots.txt', '/tidak/ada', '/pasang/', '/pasang/site.key', '/pasang/../tls/site.key', '/galat/404.html']) {
		const a = await new Promise((done, failed) => {
			let text = ''
			net.connect(plainPort, '127.0.0.1', function () { this.write(`GET ${where} HTTP/1.1\r\nHost: localhost:${plainPort}\r\nConnection: close\r\n\r\n`) })
				.on('data', d => { text += d }).on('close', () => done(text)).on('error', failed)
		})
		assert.match(a, /^HTTP\/1\.1 (308|404|400)/, where)
		if (/^HTTP\/1\.1 308/.test(a))
			assert.ok(a.includes(`Location: https://localhost:${port}${where}\r\n`), a.slice(0, 400))
		assert.doesNotMatch(a, /^set-cookie/mi)
		assert.doesNotMatch(a, /PRIVATE KEY/)
	}
	assert.equal((await plain.post('/masuk', { nama_pengguna: 'loket' })).status, 308)
	const page = await plain.get('/pasang')
	assert.equal(page.status, 200)
	assert.match(page.headers['content-type'], /^text\/html; charset=utf-8/)
	assert.match(page.headers['content-security-policy'], new RegExp(`img-src 'self' data: https://localhost:${port};`))
	assert.match(page.text, new RegExp(`src="https://localhost:${port}/uji-sertifikat"`))
	assert.doesNotMatch(page.text, /alamat-kantor\.invalid/)
	for (const [name, type] of [['rekam-ca.crt', 'application/x-x509-ca-cert'], ['rekam-ca.pem', 'application/x-pem-file'], ['rekam.crl', 'application/pkix-crl']]) {
		const file = await plain.get('/pasang/' + name)
		assert.equal(file.status, 200)
		assert.equal(file.headers['content-type'], type)
	}
	const ca = new X509Certificate((await plain.get('/pasang/rekam-ca.crt')).bytes)
	assert.equal(ca.fingerprint256, new X509Certificate(s.ca).fingerprint256)
	// the page, the sheet and the list say the same fingerprint, whole
	const groups = ca.fingerprint256.replaceAll(':', '').match(/.{4}/g)
	assert.ok(page.text.includes(groups.join(' ')))
	for (const words of [['tls', 'sheet'], ['tls', 'list']])
		assert.ok((await s.ctl(...words)).replace(/\s+/g, ' ').includes(groups.join(' ')))
})

test('the certificate: three names, a length that browsers take, trusted by the CA alone', async () => {
	const ca = new X509Certificate(s.ca)
	for (const servername of ['localhost', 'localhost.local'])
		assert.ok((await handshake({ servername })).cert.checkHost(servername))
	const { cert } = await handshake({ host: '127.0.0.1' })
	assert.ok(cert.checkIP('127.0.0.1'))
	assert.ok(cert.verify(ca.publicKey))
	assert.ok(days(cert.validFrom, cert.validTo) <= 398 && days(cert.validFrom, cert.validTo) > 390)
	assert.ok(days(ca.validFrom, ca.validTo) > 3640)
	await assert.rejects(handshake({ servername: 'localhost', ca: undefined }), /self.signed|unable to/i)
	assert.equal(fs.statSync(path.join(s.dir, 'keys/ca.key')).mode & 0o777, 0o600)
	assert.equal(fs.statSync(at('site.key')).mode & 0o777, 0o600)
	assert.match(fs.readFileSync(path.join(s.dir, 'safe/BACA-SAYA.txt'), 'utf8'), /ca\.key/)
})

// A certificate that the real CA key signs for somebody else: what a thief of the key could make.
function forge(folder, san) {
	const conf = path.join(folder, 'forge.cnf'), out = path.join(folder, 'forged')
	fs.writeFileSync(conf, `[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=forged\n[v3]\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${san}\n`)
	for (const words of [['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', conf, '-keyout', out + '.key', '-out', out + '.csr'],
		['x509', '-req', '-in', out + '.csr', '-CA', at('ca.crt'), '-CAkey', path.join(s.dir, 'keys/ca.key'), '-set_serial', '77', '-days', '90', '-extfile', conf, '-extensions', 'v3', '-out', out + '.crt']])
		assert.equal(openssl(...words).status, 0)
	return { key: fs.readFileSync(out + '.key'), cert: fs.readFileSync(out + '.crt'), file: out + '.crt' }
}

test('name constraints: with the CA\'s own key nobody can be anybody else', async t => {
	const folder = tempFolder('forge')
	for (const [san, good] of [['DNS:localhost', true], ['DNS:www.example.go.id', false], ['IP:10.0.0.1', false], ['DNS:localhost,DNS:bank.example', false], ['IP:::1', false]])
		await t.test(`${san} is ${good ? 'taken' : 'refused'}`, async () => {
			const forged = forge(folder, san)
			const said = openssl('verify', '-CAfile', at('ca.crt'), forged.file)
			assert.equal(said.status === 0, good, said.stderr)
			if (!good)
				assert.match(said.stderr, /permitted subtree violation/)
			const server = tls.createServer({ key: forged.key, cert: forged.cert }, c => c.end()).listen(0, '127.0.0.1')
			await new Promise(done => server.once('listening', done))
			const attempt = handshake({ port: server.address().port, checkServerIdentity: () => undefined })
			if (good) await attempt
			else await assert.rejects(attempt, e => /PERMITTED|permitted/.test(e.code + e.message))
			server.close()
		})
	fs.rmSync(folder, { recursive: true })
})

test('init: again changes nothing, another name is refused, bad words are explained', async () => {
	const was = fs.readFileSync(at('ca.crt'), 'utf8') + fs.readFileSync(at('site.crt'), 'utf8')
	const same = ['tls', 'init', '--host', 'localhost', '--ip', '127.0.0.1', '--plain-port', plainPort]
	assert.match(await s.ctl(...same), /there already and stays as it is/)
	assert.match(await fails('tls', 'init', '--host', 'lain', '--ip', '127.0.0.1'), /is not overwritten.*begin anew/)
	assert.match(await fails('tls', 'init', '--host', 'Ha Ha', '--ip', '127.0.0.1'), /a host name is/)
	assert.match(await fails('tls', 'init', '--host', 'rekam', '--ip', '300.1.1.1'), /no IP address/)
	assert.match(await fails('tls', 'init', '--host', 'rekam\nsubjectAltName=DNS:x', '--ip', '127.0.0.1'), /a host name is/)
	assert.match(await fails('tls', 'revoke', '../../keys/ca.key'), /there is no certificate/)
	assert.equal(fs.readFileSync(at('ca.crt'), 'utf8') + fs.readFileSync(at('site.crt'), 'utf8'), was)
	// without the state the CA is not overwritten either
	fs.renameSync(at('state'), at('state.away'))
	assert.match(await fails(...same), /put the folder back/)
	fs.renameSync(at('state.away'), at('state'))
	fs.rmSync(at('site.crt'))
	assert.match(await s.ctl(...same), /made the certificate/)
	await s.ctl('tls', 'renew', '--force')
})

test('renewal: another certificate, the same trust; revoked ones are in the list', async () => {
	// nginx reads its files a moment after it was told to
	const served = () => until('nginx has the certificate of the file', async () => {
		const { cert } = await handshake({ servername: 'localhost' })
		return cert.fingerprint256 === new X509Certificate(fs.readFileSync(at('site.crt'))).fingerprint256 && cert
	})
	const first = await served()
	assert.match(await s.ctl('tls', 'renew'), /days are left/)
	assert.match(await s.ctl('tls', 'renew', '--new-key'), /renewed with a new key/)
	const second = await served()
	assert.notEqual(second.serialNumber, first.serialNumber)
	assert.notEqual(second.publicKey.export({ type: 'spki', format: 'pem' }), first.publicKey.export({ type: 'spki', format: 'pem' }))
	const number = async () => {
		const file = at('crl.der')
		fs.writeFileSync(file, (await plain.get('/pasang/rekam.crl')).bytes)
		const said = openssl('crl', '-inform', 'DER', '-in', file, '-noout', '-text', '-CAfile', at('ca.crt'))
		assert.match(said.stderr, /verify OK/)
		return { n: Number(/CRL Number:\s+(\d+)/.exec(said.stdout)[1]), text: said.stdout }
	}
	const before = await number()
	assert.match(await s.ctl('tls', 'revoke', first.serialNumber, '--reason', 'keyCompromise'), /revoked/)
	const crl = await number()
	assert.ok(crl.n > before.n)
	assert.ok(crl.text.includes(first.serialNumber) && !crl.text.includes(second.serialNumber))
	assert.match(crl.text, /Key Compromise/)
	fs.writeFileSync(at('old.pem'), first.toString())
	const check = file => openssl('verify', '-crl_check', '-CAfile', at('ca.crt'), '-CRLfile', at('crl.pem'), file)
	assert.match(check(at('old.pem')).stderr, /certificate revoked/)
	assert.equal(check(at('site.crt')).status, 0)
	assert.match(await s.ctl('tls', 'list'), new RegExp(`revoked .*${first.serialNumber}`))
	assert.match(openssl('x509', '-in', at('site.crt'), '-noout', '-text').stdout, new RegExp(`URI:http://127\\.0\\.0\\.1:${plainPort}/pasang/rekam\\.crl`))
})

test('cookies of the TLS site: __Host-, Secure, HttpOnly, SameSite=Strict; each of the names works', async () => {
	for (const host of ['localhost', 'localhost.local', '127.0.0.1']) {
		const c = new Client(`https://${host}:${port}`, { tls: { ca: s.ca, servername: host === '127.0.0.1' ? '' : host } })
		const first = await c.get('/masuk')
		const answer = await c.send(first, '/masuk', { nama_pengguna: 'loket', kata_sandi: 'watulimo-demo-2026' })
		assert.equal(answer.status, 303, host)
		for (const line of [...first.headers['set-cookie'], ...answer.headers['set-cookie']])
			assert.match(line, /^__Host-(pra|sesi)=[^;]*;.*Path=\/; Secure; HttpOnly; SameSite=Strict$/)
	}
	const c = s.client()
	const foreign = await c.post('/masuk', { csrf_token: 'x' }, { headers: { Origin: `http://localhost:${plainPort}`, 'Sec-Fetch-Site': 'same-site' } })
	assert.equal(foreign.status, 403)
})

// One of every kind of answer: [what, secure site?, request]
const h = (line, more = '') => `${line} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n${more}\r\n`
const answers = assets => [
	['a page', 200, h('GET /masuk')], ['a redirect', 303, h('GET /beranda')], ['an unknown page', 404, h('GET /tidak-ada')],
	['a form without its token', 403, h('POST /masuk', 'Content-Length: 0\r\n')], ['another method', 405, h('DELETE /masuk')],
	['a broken request', 400, h('GET /masuk', 'Content-Length: x\r\n')], ['nonsense', 400, 'nonsense\r\n\r\n'],
	['a large body', 413, h('POST /masuk', 'Content-Length: 99999999\r\n')], ['a long address', 414, h('GET /' + 'a'.repeat(40000))],
	['another host', 421, h('GET /').replace('localhost', 'evil.example')], ['a strange encoding', 501, h('POST /masuk', 'Transfer-Encoding: x\r\n')],
	['a style sheet', 200, h(`GET ${assets}`)], ['a style sheet that is not there', 404, h('GET /static/x/y.css')],
	['the guide', 200, h('GET /pasang')], ['the CA', 200, h('GET /pasang/rekam-ca.crt')], ['the list', 200, h('GET /pasang/rekam.crl')],
	['the test picture', 200, h('GET /uji-sertifikat')], ['an icon', 204, h('GET /favicon.ico')], ['for robots', 200, h('GET /robots.txt')],
	['an error page asked for by its name', 404, h('GET /galat/404.html')], ['only the head', 200, h('HEAD /masuk')],
]
const ask = (text, where = port) => new Promise((done, failed) => {
	let answer = ''
	const c = where === port ? tls.connect({ host: '127.0.0.1', port, ca: s.ca, servername: 'localhost' }, () => c.write(text))
		: net.connect(where, '127.0.0.1', () => c.write(text))
	c.setTimeout(5000, () => c.destroy(new Error('no answer')))
	c.on('data', d => { answer += d; if (/^HTTP\/1.1 (400|413|414|501)/.test(answer) && /<\/html>/.test(answer)) c.destroy() })
	c.on('close', () => done(answer.split('\r\n\r\n')[0]))
	c.on('error', e => answer ? done(answer.split('\r\n\r\n')[0]) : failed(e))
})

async function everyAnswer(check) {
	const [, assets] = /href="(\/static\/[^"]*tokens\.css)"/.exec((await s.client().get('/masuk')).text)
	for (const [sentence, status, text] of answers(assets)) {
		const head = await ask(text)
		assert.match(head, new RegExp(`^HTTP/1.1 ${status}`), `${sentence}: ${head.slice(0, 200)}`)
		check(head, sentence)
	}
	const [auth] = [s.pids('web-auth')]
	auth.forEach(pid => process.kill(pid, 'SIGSTOP'))
	try {
		// all workers stand still and the connection is given up: a 5xx of nginx itself
		fs.renameSync(path.join(s.dir, 'run/web-auth.sock'), path.join(s.dir, 'run/web-auth.away'))
		const head = await ask(h('GET /masuk'))
		assert.match(head, /^HTTP\/1.1 502/)
		check(head, 'a part that is away')
	} finally {
		fs.renameSync(path.join(s.dir, 'run/web-auth.away'), path.join(s.dir, 'run/web-auth.sock'))
		auth.forEach(pid => process.kill(pid, 'SIGCONT'))
	}
}
// nginx with new rules: its old workers take no connection any more
const nginxWorkers = () => s.pids('nginx').flatMap(p => fs.readFileSync(`/proc/${p}/task/${p}/children`, 'utf8').trim().split(' ').filter(c => c))
async function rulesRead(old, seen) {
	const accepts = pid => { try { return !/shutting down/.test(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')) } catch { return false } }
	await until('nginx has read it', seen)
	await until('its old workers have stopped', () => !old.some(accepts))
}
const header = (head, name) => head.split('\r\n').filter(l => l.toLowerCase().startsWith(name + ':')).map(l => l.slice(name.length + 1).trim())

const fixed = [
	['asvs_v3_4_3', 'content-security-policy', v => /^default-src 'none'; style-src 'self'; script-src 'self'; /.test(v) && !/unsafe|\*|http:/.test(v) && /base-uri 'none'/.test(v)],
	['asvs_v3_4_4', 'x-content-type-options', v => v === 'nosniff'],
	['asvs_v3_4_5', 'referrer-policy', v => v === 'same-origin'],
	['asvs_v3_4_6', 'content-security-policy', v => /frame-ancestors 'none'/.test(v)],
	['asvs_v3_4_8', 'cross-origin-opener-policy', v => v === 'same-origin'],
]
for (const [id, name, good] of fixed)
	test(`${id} ${name} is on every answer`, () => everyAnswer((head, sentence) => {
		const got = header(head, name).filter(v => v !== 'sandbox')
		assert.ok(got.length === 1 && good(got[0]), `${sentence}: ${got}`)
		assert.equal(header(head, 'permissions-policy').length, 1, sentence)
		assert.equal(header(head, 'cross-origin-resource-policy')[0], sentence === 'the test picture' ? 'cross-origin' : 'same-origin', sentence)
		assert.equal(header(head, 'strict-transport-security').length, 0, 'HSTS was never switched on')
		assert.deepEqual(header(head, 'server'), ['nginx'], sentence)
	}))

test('asvs_v3_2_1 papers and pictures: right type, a name, no way into a foreign page', async () => {
	const loket = await login(s, 'loket')
	const id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	const [doc] = await s.sql(`SELECT id FROM document WHERE case_id = ${id} ORDER BY id LIMIT 1`)
	const where = `/permohonan/${id}/surat/${doc.id}`
	const shown = await loket.request('GET', where, { headers: { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' } })
	assert.equal(shown.status, 200)
	assert.equal(shown.headers['content-type'], 'application/pdf')
	assert.match(shown.headers['content-disposition'], /^inline; filename="[A-Za-z_]+-\d+\.pdf"$/)
	assert.equal(shown.headers['x-content-type-options'], 'nosniff')
	const loaded = await loket.get(where + '/unduh')
	assert.match(loaded.headers['content-disposition'], /^attachment; filename=/)
	assert.match(loaded.headers['content-security-policy'], /(^|, )sandbox(,|$)/)
	for (const dest of ['iframe', 'frame', 'object', 'embed'])
		for (const site of ['same-origin', 'cross-site'])
			assert.equal((await loket.request('GET', where, { headers: { 'Sec-Fetch-Site': site, 'Sec-Fetch-Dest': dest, 'Sec-Fetch-Mode': 'navigate' } })).status, 403, `${dest} ${site}`)
	for (const dest of ['image', 'script', 'empty', 'style'])
		assert.equal((await loket.request('GET', where, { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': dest, 'Sec-Fetch-Mode': 'no-cors' } })).status, 403, dest)
	assert.equal((await loket.request('GET', '/beranda', { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' } })).status, 200, 'a link on another site leads here')
	const picture = await s.client().request('GET', '/uji-sertifikat', { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Mode': 'no-cors' } })
	assert.match(picture.headers['content-type'], /^image\/svg\+xml(; charset=utf-8)?$/)
	assert.match(picture.headers['content-security-policy'], /(^|, )sandbox(,|$)/)
})

const firefox = { headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:115.0) Gecko/20100101 Firefox/115.0' } }

test('asvs_v3_4_1 HSTS: refused while a PC has not passed, then a year and subdomains on every answer, and back', async t => {
	await s.sql('DELETE FROM trust_seen')
	await login(s, 'loket')
	await t.test('the administrator sees who has not passed', async () => {
		const page = await (await login(s, 'admin')).get('/jaringan')
		assert.equal(page.status, 200)
		assert.match(page.text, /127\.0\.0\.1<[^]*Belum lulus/)
		assert.match(page.text, /Belum dinyalakan/)
		assert.ok(page.text.includes(new X509Certificate(s.ca).fingerprint256.replaceAll(':', '').match(/.{4}/g).join(' ')))
		for (const user of ['loket', 'perekam', 'camat'])
			assert.equal((await (await login(s, user)).get('/jaringan')).status, 403, user)
	})
	const said = await fails('tls', 'hsts', 'on')
	assert.match(said, /refused: 1 address of the last 14 days has not passed/)
	await everyAnswer((head, sentence) => sentence === 'the test picture' || assert.equal(header(head, 'strict-transport-security').length, 0, sentence))
	// a pass under an earlier CA counts for nothing
	await s.sql("UPDATE trust_seen SET last_at = '2020-01-01', first_at = '2020-01-01'")
	assert.match(await fails('tls', 'hsts', 'on'), /refused/)
	assert.equal((await s.client(firefox).get('/uji-sertifikat')).status, 200)
	let old = nginxWorkers()
	const words = await s.ctl('tls', 'hsts', 'on')
	assert.match(words, /HSTS is on[^]*way back: rekamctl tls hsts off/)
	assert.match(await s.ctl('tls', 'hsts', 'on'), /already/)
	const on = v => v.length === 1 && /^max-age=31536000; includeSubDomains$/.test(v[0])
	await rulesRead(old, async () => on(header(await ask(h('GET /masuk')), 'strict-transport-security')))
	await t.test('on every answer', () => everyAnswer((head, sentence) => assert.ok(on(header(head, 'strict-transport-security')), `${sentence}: ${head}`)))
	await t.test('not on the plain site, where it would mean nothing', async () => {
		for (const where of ['/pasang', '/masuk', '/pasang/rekam-ca.crt'])
			assert.equal(header(await ask(h('GET ' + where).replace(port, plainPort), plainPort), 'strict-transport-security').length, 0)
	})
	await t.test('the pages say so', async () => {
		const page = await (await login(s, 'admin')).get('/jaringan')
		assert.match(page.text, /Menyala/)
		assert.match(page.text, /Lulus<[^]*Firefox/)
	})
	old = nginxWorkers()
	assert.match(await s.ctl('tls', 'hsts', 'off'), /told to forget/)
	const back = v => v.length === 1 && v[0] === 'max-age=0'
	await rulesRead(old, async () => back(header(await ask(h('GET /masuk')), 'strict-transport-security')))
	await everyAnswer((head, sentence) => assert.ok(back(header(head, 'strict-transport-security')), sentence))
	await s.sql('DELETE FROM trust_seen')
	assert.match(await s.ctl('tls', 'hsts', 'on', '--force'), /HSTS is on/)
	assert.deepEqual((await s.sql("SELECT detail FROM audit WHERE action = 'HSTS' ORDER BY id")).map(r => r.detail), ['on', 'off', 'on, forced'])
})

test('the test of /pasang keeps address, time and browser; as a page it says it in words', async () => {
	await s.sql('DELETE FROM trust_seen')
	const from = '127.0.0.8'	// a PC of its own: the picture has a limit for each
	for (const [ua, word] of [['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36 Edg/109.0', 'Edge, Windows'],
		['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36', 'Chrome, Windows'], ['curl/8', 'Peramban lain, sistem lain'], ['"><script>\'; DROP TABLE trust_seen', 'Peramban lain, sistem lain']]) {
		await s.client({ from, headers: { 'User-Agent': ua } }).get('/uji-sertifikat')
		assert.ok((await s.sql('SELECT browser FROM trust_seen')).some(r => r.browser === word), word)
	}
	assert.equal((await s.sql('SELECT * FROM trust_seen')).length, 3)
	const page = await s.client({ from, ...firefox }).request('GET', '/uji-sertifikat', { headers: { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'cross-site' } })
	assert.match(page.text, /Sertifikat kantor tepercaya[^]*127\.0\.0\.8[^]*Firefox/)
	assert.equal((await s.client().request('HEAD', '/uji-sertifikat')).status, 200)
})

test('an administrator is told when the certificate ends soon', async () => {
	const state = fs.readFileSync(at('state'), 'utf8')
	const ends = n => fs.writeFileSync(at('state'), state.replace(/^until=\d+/m, `until=${Math.floor(Date.now() / 1000) + n * 86400 + 60}`))
	const admin = await login(s, 'admin'), loket = await login(s, 'loket')
	const banner = /Sertifikat situs (berakhir dalam 12 hari|sudah berakhir)/
	assert.doesNotMatch((await admin.get('/beranda')).text, banner)
	ends(12)
	assert.match((await admin.get('/beranda')).text, /Sertifikat situs berakhir dalam 12 hari/)
	assert.doesNotMatch((await loket.get('/beranda')).text, banner)
	assert.match((await admin.get('/jaringan')).text, /12 hari/)
	ends(-2)
	assert.match((await admin.get('/beranda')).text, /Sertifikat situs sudah berakhir/)
	fs.writeFileSync(at('state'), state)
})

test('plain HTTP sent to the TLS port is led over', async () => {
	const head = await new Promise(done => {
		let text = ''
		net.connect(port, '127.0.0.1', function () { this.write(`GET /masuk HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`) }).on('data', d => { text += d; done(text) }).on('close', () => done(text)).on('error', () => {})
	})
	assert.match(head, new RegExp(`^HTTP/1.1 308[^]*Location: https://localhost:${port}/masuk`))
})
