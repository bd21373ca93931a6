// One day at the office with everything in it, for tests that look at what the programs did
// meanwhile: logins good and bad, a letter signed in ink from intake to hand-over, one approved
// electronically while the signing service does not answer at first, settings changed.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { act, approve, enrolTotp, handOver, intake, login, messages, press, record, statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

// person: fields of step 1; wrong: a password that is refused.  Gives { loket, perekam, camat, admin, id, factor }.
export async function wholeDay(s, { person = {}, wrong = 'a wrong password' } = {}) {
	const guess = s.client()
	const refused = await guess.submit(await guess.get('/masuk'), '/masuk', { nama_pengguna: 'loket', kata_sandi: wrong })
	assert.notEqual(refused.url, '/beranda')
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam')
	const camat = await login(s, 'camat'), admin = await login(s, 'admin')
	const mode = cara_tanda_tangan => admin.get('/pengaturan').then(page => press(admin, page, 'SIMPAN', { cara_tanda_tangan }))

	await mode('TINTA')
	const id = await intake(loket, person)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	await s.paperCount(2)
	assert.equal((await act(loket, id, 'penandatanganan', 'SIGNED_INK')).status, 200)
	await record(s, perekam, id, { photo: fs.readFileSync('tests/data/logo.jpg') })
	await handOver(loket, id)
	await s.paperCount(3)
	const [{ job }] = await s.sql(`SELECT MIN(j.id) AS job FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id}`)
	assert.equal((await loket.request('GET', `/cetak/${job}/gambar`)).status, 200)
	for (const where of ['/antrean', '/register', '/antrean-cetak', `/permohonan/${id}`, '/tidak-ada'])
		assert.notEqual((await loket.get(where)).status, 500, where)

	await mode('ELEKTRONIK')
	const second = await intake(loket)
	await verifyAndNumber(s, loket, second)
	await submitForSignature(loket, second)
	const factor = await enrolTotp(camat)
	const [signd] = s.pids('signd')
	process.kill(signd, 'SIGSTOP')
	try {
		assert.equal((await approve(camat, second)).status, 503)
	} finally {
		process.kill(signd, 'SIGCONT')
	}
	const done = await approve(camat, second)
	assert.match(done.url, /pesan=disetujui/, messages(done))
	assert.equal(await statusOf(s, id), 'SELESAI')
	return { loket, perekam, camat, admin, id, factor }
}
