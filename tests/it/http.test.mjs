// What strangers send to the web server: a plain page in Indonesian with the right status and
// every security header, one log line that cannot be forged, never a 5xx.
import test from 'node:test'
import assert from 'node:assert/strict'
import net from 'node:net'
import { startStack } from './stack.mjs'

const s = await startStack()
const port = new URL(s.url).port
const host = `Host: localhost:${port}\r\nConnection: close\r\n`
const get = path => `GET ${path} HTTP/1.1\r\n${host}\r\n`
const post = (path, body, type = 'application/x-www-form-urlencoded') =>
	`POST ${path} HTTP/1.1\r\n${host}Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

function raw(text) {
	return new Promise((done, failed) => {
		let answer = ''
		const c = net.connect(port, '127.0.0.1', () => c.write(text))
		c.setTimeout(8000, () => c.destroy(new Error('no answer')))
		c.on('data', d => { answer += d })
		c.on('close', () => done(answer))
		c.on('error', e => answer ? done(answer) : failed(e))
	})
}

const cases = [
	['a page', get('/masuk'), 200, /<title>Masuk/],
	['a page with letters encoded', get('/%6dasuk'), 200, /<title>Masuk/],
	['only the head of a page', `HEAD /masuk HTTP/1.1\r\n${host}\r\n`, 200],
	['an unknown page', get('/tidak/ada'), 404, /tidak ditemukan/],
	['dots in the path', get('/a/../masuk'), 400],
	['encoded dots', get('/a/%2e%2e/masuk'), 400],
	['an encoded slash', get('/a%2fmasuk'), 400],
	['an empty segment', get('//masuk'), 400],
	['an encoded NUL', get('/a%00b'), 400],
	['an encoded line feed', get('/a%0d%0aSet-Cookie:%20x=1'), 400],
	['overlong UTF-8', get('/a%C0%AFb'), 400],
	['a broken percent sequence', get('/a%zz'), 400],
	['a parameter twice', get('/masuk?a=1&a=2'), 400],
	['a long query', get(`/masuk?a=${'x'.repeat(5000)}`), 414, /terlalu panjang/],
	['an endless query', get(`/masuk?a=${'x'.repeat(60000)}`), 414],
	['a form without a token', post('/masuk', 'nama=x'), 403],
	['a form field twice', post('/masuk', 'nama=x&nama=y'), 400],
	['four hundred fields', post('/masuk', Array.from({ length: 400 }, (_, i) => `a${i}=1`).join('&')), 400],
	['65,535 fields', post('/masuk', 'a&'.repeat(32767)), 400],
	['bytes that are not UTF-8', post('/masuk', 'nama=%ff'), 400],
	['a NUL in a field', post('/masuk', 'nama=a%00b'), 400],
	['a form where only pages are', post('/bantuan', ''), 405, /^Allow: GET, HEAD\r$/m],
	['PUT', `PUT /masuk HTTP/1.1\r\n${host}\r\n`, 405],
	['TRACE', `TRACE /masuk HTTP/1.1\r\n${host}\r\n`, 405],
	['two lengths', `POST /masuk HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, 400],
	['a length and chunks', `POST /masuk HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
	['a negative length', `POST /masuk HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, 400],
	['JSON', post('/masuk', '{}', 'application/json'), 403],
	['a foreign type', post('/masuk', 'nama=x', 'text/plain'), 403],
	['a cookie of 3000 letters', `GET /masuk HTTP/1.1\r\n${host}Cookie: __Host-sesi=${'A'.repeat(3000)}; =;;; x\r\n\r\n`, 200],
	['an address that is logged nowhere as typed', get('/x%22%20status=200%20id=forged'), 404],
]

await test('what strangers send', async t => {
	for (const [sentence, text, status, pattern] of cases)
		await t.test(sentence, async () => {
			const answer = await raw(text)
			assert.equal(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), status, answer.slice(0, 300))
			const head = answer.split('\r\n\r\n')[0]
			assert.match(head, /^content-security-policy: default-src 'none'/mi)
			assert.match(head, /^x-content-type-options: nosniff/mi)
			assert.match(head, /^cache-control: no-store/mi)
			assert.doesNotMatch(head, /^set-cookie: x/mi)
			if (pattern)
				assert.match(answer, pattern)
			if (!text.startsWith('HEAD'))
				assert.match(answer, /<html lang="id"/)
		})
	await t.test('a cut body changes nothing and holds up nobody', async () => {
		const c = net.connect(port, '127.0.0.1')
		c.on('error', () => {})
		c.write(`POST /masuk HTTP/1.1\r\n${host}Content-Length: 1000\r\n\r\nnama=`)
		const page = await raw(get('/masuk'))
		assert.match(page, /^HTTP\/1\.1 200/)
		c.destroy()
	})
	await t.test('no log line is forged', () => {
		const lines = ['web-pages', 'web-auth'].flatMap(n => s.logText(n).split('\n')).filter(l => l !== '')
		assert.ok(lines.length > 10)
		for (const l of lines) {
			assert.match(l, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ rekam-web\[\d+\] /)
			assert.doesNotMatch(l, /id=forged/)
		}
	})
})
await s.stop()
