// The people of the office, as HTTP clients: each function is one piece of work done as the pages
// ask for it, through their forms.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import path from 'node:path'
import { build, until } from './stack.mjs'
import { forms } from './client.mjs'

export const password = 'watulimo-demo-2026'

export async function login(s, user) {
	const c = s.client()
	const page = await c.submit(await c.get('/masuk'), '/masuk', { nama_pengguna: user, kata_sandi: password })
	assert.equal(page.status, 200, `login of ${user}: ${page.status}`)
	assert.equal(page.url, '/beranda')
	return c
}

// A synthetic NIK: a woman born on 15 September 2009, registered in Watulimo.
let serial = 1000
export const freshNik = () => '350308550909' + String(serial++)

export function person(extra = {}) {
	return { nik: freshNik(), nama: 'SITI CONTOH RAHAYU', tgl_lahir: '15092009', pernah_rekam: 'TIDAK',
		pengantar_nomor: '400.12.2.1/45/406.08.11/2026', pengantar_tanggal: '20-11-2026', ...extra }
}

const ticks = page => Object.fromEntries([...page.text.matchAll(/name="(syarat_\d+)"/g)].map(m => [m[1], '1']))
const village = page => {
	const m = /<option value="(\d+)"[^>]*>Prigi</.exec(page.text)
	assert.ok(m, 'the village Prigi can be chosen')
	return m[1]
}
export const caseOf = page => Number(/\/permohonan\/(\d+)/.exec(page.url)[1])

// The fields of step 1 with all papers handed in, ready to be sent.
export async function intakeForm(c, extra = {}) {
	const page = await c.get('/permohonan/baru')
	assert.equal(page.status, 200)
	return { page, values: { ...person(), desa: village(page), ...ticks(page), ...extra } }
}

export async function intake(c, extra = {}) {
	const { page, values } = await intakeForm(c, extra)
	const next = await c.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
	assert.equal(next.status, 200, messages(next))
	assert.match(next.url, /^\/permohonan\/\d+\/verifikasi/, messages(next))
	return caseOf(next)
}

export const sheet = {
	no_kk: '3503082001159903', alamat: 'DUSUN GARES', rt: '12', rw: '3', jenis_kelamin: 'PEREMPUAN',
	tempat_lahir: 'TRENGGALEK', agama: 'ISLAM', pekerjaan: 'PELAJAR/MAHASISWA', gol_darah: 'O',
	status_perkawinan: 'BELUM KAWIN', kewarganegaraan: 'WNI'
}

// "Nyatakan sesuai dan beri nomor agenda"; gives the agenda number.
export async function verifyAndNumber(s, c, id, extra = {}) {
	const page = await c.get(`/permohonan/${id}/verifikasi`)
	const next = await c.submit(page, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER', ...extra })
	assert.equal(next.status, 200, messages(next))
	assert.match(next.url, /penandatanganan/, messages(next))
	const [row] = await s.sql(`SELECT agenda_no FROM casefile WHERE id = ${id}`)
	return Number(row.agenda_no)
}

// Presses the button of that value on the page: sends the form around it, follows the 303.  A button
// that the page does not offer is sent all the same, with the page's last form.
export async function press(c, page, tindakan, values = {}) {
	const all = forms(page.text).filter(f => f.method === 'POST' && !/^\/(keluar|kunci)/.test(f.action))
	const form = all.find(f => f.buttons.some(([n, v]) => n === 'tindakan' && v === tindakan)) ?? all.at(-1)
	assert.ok(form, `a form on ${page.url} (${page.status})`)
	const fields = form.fields.filter(([n]) => !(n in values) && n !== 'tindakan')
	return c.follow(await c.post(form.action, [...fields, ...Object.entries(values).flatMap(([n, v]) => Array.isArray(v) ? v.map(x => [n, x]) : [[n, v]]), ['tindakan', tindakan]]))
}

export async function act(c, id, where, tindakan, values = {}) {
	return press(c, await c.get(`/permohonan/${id}/${where}`), tindakan, values)
}

export async function submitForSignature(c, id) {
	const next = await act(c, id, 'penandatanganan', 'SUBMIT')
	assert.equal(next.status, 200, messages(next))
	assert.match(next.url, /pesan=diajukan/)
}

// ---- codes of an authenticator application (RFC 6238), a second implementation

export function base32(text) {
	const bits = [...text.replace(/[\s=]/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
	return Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
}

export const stepNow = () => Math.floor(Date.now() / 30000)

export function totp(secret, step = stepNow()) {
	const n = Buffer.alloc(8)
	n.writeBigUInt64BE(BigInt(step))
	const h = createHmac('sha1', secret).update(n).digest(), at = h[19] & 15
	return String((h.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}

// Steps that a person's codes were taken from: a code works once.  The window is one step to each
// side, so without waiting three acts in half a minute are possible, and then one each.
const used = new WeakMap()

export async function freshCode(c) {
	const f = used.get(c) ?? assert.fail('no second factor: enrolTotp() first')
	// the oldest step that is still good, and still will be in four seconds
	f.last = Math.max(f.last + 1, Math.floor((Date.now() + 4000) / 30000) - 1)
	await until('the next code', () => stepNow() + 1 >= f.last, 70000)
	return totp(f.secret, f.last)
}

// Enrols through the pages; gives { secret, recovery } and remembers it for freshCode().
export async function enrolTotp(c) {
	const where = '/akun/kode-otp'
	const shown = await press(c, await c.get(where), 'MULAI')
	const text = /otp-rahasia"><code[^>]*>([A-Z2-7 ]+)</.exec(shown.text)?.[1] ?? assert.fail(messages(shown))
	const secret = base32(text), f = { secret, last: stepNow() - 2, text: text.replaceAll(' ', '') }
	used.set(c, f)
	const done = await press(c, shown, 'AKTIFKAN', { kode_otp: await freshCode(c) })
	f.recovery = [...done.text.matchAll(/<li><code[^>]*>([0-9A-Z-]{29})</g)].map(m => m[1])
	assert.equal(f.recovery.length, 10, messages(done))
	return f
}

// The same person in another browser.
export const sameFactor = (c, other) => { used.set(other, used.get(c)) }

export async function approve(c, id, values = {}) {
	return act(c, id, 'persetujuan', 'APPROVE', { kode_otp: await freshCode(c), ...values })
}

// A picture of one of the case's papers, as a browser sends it.  bytes null: no file was chosen.
export async function sendScan(c, id, bytes, extra = {}) {
	const where = `/permohonan/${id}/gambar-berkas`, page = await c.get(where)
	const form = forms(page.text).find(f => f.buttons.some(([, v]) => v === 'UNGGAH')) ?? forms((await c.get(`/permohonan/${id}`)).text).at(-1)
	const need = /<option value="(\d+)"/.exec(page.text)?.[1] ?? '1', data = new FormData()
	const hidden = form.fields.filter(([k]) => ['csrf_token', 'permintaan', 'versi'].includes(k))
	for (const [k, v] of [...hidden, ...Object.entries({ syarat: need, ...extra, tindakan: 'UNGGAH' })])
		data.append(k, String(v))
	if (bytes)
		data.append('berkas', new Blob([bytes]), 'C:\\foto ktp.jpg')
	const body = new Response(data)
	return c.follow(await c.request('POST', where, { body: Buffer.from(await body.arrayBuffer()),
		headers: { 'Content-Type': body.headers.get('content-type'), Origin: c.base.origin, 'Sec-Fetch-Site': 'same-origin' } }))
}

// A picture to a page of step 5, as a browser sends it.
export async function sendPart(c, id, what, bytes, extra = {}) {
	const page = await c.get(`/permohonan/${id}/${what}`)
	const form = forms(page.text).find(f => f.fields.some(([k]) => k === 'cara')) ?? forms(page.text).at(-1)
	const data = new FormData()
	for (const [k, v] of form.fields.filter(([k]) => ['csrf_token', 'permintaan', 'versi'].includes(k)))
		data.set(k, v)
	for (const [k, v] of Object.entries({ tindakan: 'SIMPAN', ...extra }))
		data.set(k, v)
	if (bytes !== null)
		data.set('gambar', new Blob([bytes], { type: 'image/jpeg' }), 'x.jpg')
	const r = new Response(data)
	return c.follow(await c.request('POST', `/permohonan/${id}/${what}`, { body: Buffer.from(await r.arrayBuffer()), headers: { 'Content-Type': r.headers.get('content-type'), Origin: c.base.origin, 'Sec-Fetch-Site': 'same-origin' } }))
}

export async function statusOf(s, id) {
	return (await s.sql(`SELECT status FROM casefile WHERE id = ${id}`))[0]?.status
}

// Sends one command of step 5 and waits until the station has ended the capture.
export async function scan(s, c, id, finger, tindakan = 'PINDAI') {
	const where = `/permohonan/${id}/perekaman`
	const page = await c.get(where)
	// the station's form is the one with the finger in it
	const form = forms(page.text).find(f => f.fields.some(([n]) => n === 'jari'))
	assert.ok(form, `no form for the station on ${where} (${page.status})`)
	const hidden = form.fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n))
	const answer = await c.post(where, [...hidden, ['jari', String(finger)], ['tindakan', tindakan]])
	if (answer.status !== 303)
		return { refused: answer.status, text: answer.text }
	return until(`capture of finger ${finger} ends`, async () => {
		await c.request('GET', `${where}/status`, { headers: { 'HX-Request': 'true' } })
		const [row] = await s.sql(`SELECT state, reason, same_as, quality FROM capture WHERE case_id = ${id} ORDER BY id DESC LIMIT 1`)
		return row && row.state !== 'ordered' && row
	}, 45000)
}

export const fingers = [2, 3, 4, 5, 7, 8, 9, 10, 1, 6]

// Takes all ten; two synthetic fingers may look alike, then the finger is taken again.
export async function record(s, c, id, { photo } = {}) {
	const begun = await act(c, id, 'perekaman', 'BEGIN')
	assert.match(begun.url, /perekaman/)
	if (photo)
		assert.match((await sendPart(c, id, 'pasfoto', photo, { cara: 'KAMERA' })).url, /gambar-tersegel/)
	for (const f of fingers) {
		let row
		for (let i = 0; i < 4 && row?.state !== 'done'; i++)
			row = await scan(s, c, id, f)
		assert.equal(row.state, 'done', `finger ${f}: ${JSON.stringify(row)}`)
	}
	for (const f of [2, 7])
		assert.equal(Number((await scan(s, c, id, f, 'VERIFIKASI')).same_as), f, `finger ${f} is recognised`)
	const next = await act(c, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })
	assert.match(next.url, /penyerahan/, messages(next))
}

export async function handOver(c, id) {
	const next = await act(c, id, 'penyerahan', 'HAND_OVER', { penerima: 'SITI CONTOH RAHAYU', hubungan: 'PEMOHON' })
	assert.match(next.url, /pesan=selesai/, messages(next))
}

// A case whose letter is signed in ink and whose recording has begun, nothing on the glass yet.
export async function recordingBegun(s, clerk, operator) {
	const id = await intake(clerk)
	await verifyAndNumber(s, clerk, id)
	await submitForSignature(clerk, id)
	await act(clerk, id, 'penandatanganan', 'SIGNED_INK')
	await act(operator, id, 'perekaman', 'BEGIN')
	await s.finger('clear')
	return id
}

// What a page says in its error summary and headings; for failures of tests.
export function messages(page) {
	return `${page.status} ${page.url}: ` + [...page.text.matchAll(/<(?:h1|li|p)[^>]*>(.*?)<\/(?:h1|li|p)>/gs)]
		.map(m => m[1].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()).filter(Boolean).slice(0, 14).join(' | ')
}

// Runs one of our programs.
export const program = (name, ...args) => execFileSync(path.join(build, 'bin', name), args, { encoding: 'utf8' })
