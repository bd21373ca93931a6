// nginx's configuration is made from the route table, for make run and for an installed system.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { build, startStack, tempFolder, top } from './stack.mjs'

const routes = () => execFileSync(path.join(build, 'bin/rekam-web'), ['--routes'], { encoding: 'utf8' })
	.trim().split('\n').map(l => l.split(' '))

test('an installed nginx accepts the generated site', () => {
	const dir = tempFolder('nginx')
	const tls = path.join(dir, 'tls'), conf = path.join(dir, 'rekam.conf')
	fs.mkdirSync(path.join(dir, 'safe'))
	fs.writeFileSync(conf, `[paths]\nkeys=${dir}/keys\nsafe=${dir}/safe\ntls=${tls}\n`, { mode: 0o600 })
	execFileSync(path.join(build, 'bin/rekamctl'), ['-c', conf, 'tls', 'init', '--host', 'rekam.test', '--ip', '192.0.2.10'])
	execFileSync(path.join(top, 'tools/nginxgen'), ['system', path.join(dir, 'conf')],
		{ env: { ...process.env, BUILD: build, TLS: tls } })
	const site = path.join(dir, 'conf/rekam.conf')
	assert.match(fs.readFileSync(site, 'utf8'), /listen 443 ssl http2;[\s\S]*include .*tls\.conf;[\s\S]*server_name rekam\.test rekam\.local 192\.0\.2\.10;/)
	// the log folder and the ports belong to a real system: here only the grammar is read
	fs.writeFileSync(site, fs.readFileSync(site, 'utf8').replaceAll('/var/log/nginx', dir).replaceAll('unix:/run/rekam', 'unix:' + dir)
		.replace(/listen ((\[::\]:)?\d+)/g, (_, at) => `listen unix:${dir}/${at.replace(/\W+/g, '6-')}`))
	fs.writeFileSync(path.join(dir, 'nginx.conf'), `pid ${dir}/pid;\nevents { }\nhttp { access_log off; include /etc/nginx/mime.types;\n` +
		['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(w => `${w}_temp_path ${dir}/${w};`).join('\n') +
		`\ninclude ${site}; }\n`)
	execFileSync('nginx', ['-t', '-q', '-e', path.join(dir, 'error.log'), '-p', dir, '-c', path.join(dir, 'nginx.conf')],
		{ env: { ...process.env, PATH: process.env.PATH + ':/usr/sbin' }, stdio: 'pipe' })
	fs.rmSync(dir, { recursive: true })
})

test('every route is served by the pool of its row', async t => {
	const s = await startStack()
	const conf = fs.readFileSync(path.join(s.dir, 'nginx/nginx.conf'), 'utf8')
	const map = [...conf.matchAll(/^\t"~(.*)" web_(\w+);$/gm)].map(m => [new RegExp(m[1]), m[2]])
	const poolOf = (method, uri) => (map.find(([re]) => re.test(`${method} ${uri}`)) ?? [null, 'pages'])[1]
	for (const [pool, method, pattern] of routes()) {
		const uri = pattern.replaceAll('{id}', '17').replace('{word}', 'abc-1')
		assert.equal(poolOf(method, uri), pool, `${method} ${uri}`)
		if (method === 'GET')
			assert.equal(poolOf('HEAD', uri), pool, `HEAD ${uri}`)
	}
	await t.test('a login that hangs does not hold the pages', async () => {
		const [auth] = s.pids('web-auth')
		process.kill(auth, 'SIGSTOP')
		const hangs = s.client().get('/masuk')
		const begun = Date.now()
		assert.ok((await s.client().request('GET', '/beranda')).status < 500)
		assert.ok(Date.now() - begun < 2000)
		process.kill(auth, 'SIGCONT')
		assert.equal((await hangs).status, 200)
	})
	await s.stop()
})
