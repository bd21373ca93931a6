// A server with the bugs that the scan must find, so that "0 findings" on ours means something: an
// echo without escaping, no headers, a page that breaks, an SQL injection into a real MariaDB.
import { execFile } from 'node:child_process'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'

export async function control(s) {
	// the test's own database; a table of its own, nothing of the office's
	await s.sql("CREATE TABLE IF NOT EXISTS test_planted (id INT, word VARCHAR(20)); INSERT INTO test_planted VALUES (1, 'satu'), (2, 'dua')")
	const sql = text => new Promise(done => execFile('mariadb', ['--no-defaults', '-u', os.userInfo().username, '-S', path.join(s.dir, 'run/mariadb.sock'), '-N', '-B', 'rekam', '-e', text],
		(e, out, err) => done({ out, err })))
	const server = http.createServer(async (rq, rs) => {
		const url = new URL(rq.url, 'http://localhost'), q = url.searchParams.get('q') ?? ''
		const answer = (status, text) => { rs.writeHead(status, { 'Content-Type': 'text/html' }); rs.end(text) }
		if (url.pathname === '/gema')
			answer(200, `<p>${q}</p>`)
		else if (url.pathname === '/rusak')
			answer(500, 'rusak')
		else if (url.pathname === '/cari') {
			const { out, err } = await sql(`SELECT word FROM test_planted WHERE id = ${url.searchParams.get('id')}`)
			answer(200, `<p>${out}</p><pre>${err && 'You have an error in your SQL syntax; ' + err}</pre>`)
		} else
			answer(200, '<a href="/gema?q=1">gema</a> <a href="/rusak">rusak</a><form action="/gema" method="get"><input name="q"></form>')
	})
	await new Promise(done => server.listen(0, '127.0.0.1', done))
	return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
