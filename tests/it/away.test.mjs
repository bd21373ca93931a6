// A part is away: the page says so, nothing is lost, and it goes on when the part is back.
import test from 'node:test'
import assert from 'node:assert/strict'
import { alive, sleep, startStack, until } from './stack.mjs'
import { act, enrolTotp, freshCode, intake, intakeForm, login, messages, press, scan, sheet, statusOf, submitForSignature,
	verifyAndNumber } from './office.mjs'

test('a part that is away', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam'), camat = await login(s, 'camat')
	const signal = (name, sig) => { for (const pid of s.pids(name)) process.kill(pid, sig) }
	const stopped = async (name, fn) => {
		signal(name, 'SIGSTOP')
		try { return await fn() } finally { signal(name, 'SIGCONT') }
	}
	const signed = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		return id
	}

	await t.test('database killed in the middle of the work: each form has one effect', async () => {
		for (let round = 0; round < 4; round++) {
			const { page, values } = await intakeForm(loket)
			const send = () => loket.send(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
			const first = send()
			await sleep(round * 3)
			signal('mariadb', 'SIGKILL')
			let answer = await first
			if (answer.status === 503) {
				assert.match(answer.text, /Basis data sedang tidak tersedia/)
				assert.match(answer.text, /SITI CONTOH RAHAYU/, 'what was typed is on the page')
			}
			answer = await until('the form goes through', async () => {
				const a = await send()
				assert.ok([303, 503, 502].includes(a.status), messages(a))
				return a.status === 303 && a
			}, 20000)
			const rows = await s.sql(`SELECT id FROM casefile WHERE nik = '${values.nik}'`)
			assert.equal(rows.length, 1)
			assert.match(answer.headers.location, new RegExp(`/permohonan/${rows[0].id}/`))
		}
		const id = await intake(loket)
		assert.equal(await verifyAndNumber(s, loket, id), 1)
	})

	await t.test('signing service stopped: the yes is kept, the number stays', async () => {
		const admin = await login(s, 'admin')
		await press(admin, await admin.get('/pengaturan'), 'SIMPAN', { cara_tanda_tangan: 'ELEKTRONIK' })
		await enrolTotp(camat)
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		const kode_otp = await freshCode(camat)
		const [before] = await s.sql(`SELECT letter_number FROM document WHERE case_id = ${id}`)
		await stopped('signd', async () => {
			const answer = await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp })
			assert.equal(answer.status, 503)
			assert.match(answer.text, /Layanan tanda tangan tidak aktif/)
			assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		})
		const again = await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp })
		assert.match(again.url, /pesan=disetujui/, messages(again))
		const docs = await s.sql(`SELECT letter_number, void FROM document WHERE case_id = ${id}`)
		assert.deepEqual(docs, [{ letter_number: before.letter_number, void: '0' }])
		await press(admin, await admin.get('/pengaturan'), 'SIMPAN', { cara_tanda_tangan: 'TINTA' })
	})

	await t.test('print service stopped: the case goes on, the letter prints once afterwards', async () => {
		const papers = s.paper().length
		const id = await stopped('cupsd', async () => {
			const id = await signed()
			assert.equal(await statusOf(s, id), 'DITANDATANGANI')
			assert.equal(s.paper().length, papers)
			return id
		})
		await s.paperCount(papers + 2, 60000)
		await until('the queue says so', async () =>
			(await s.sql(`SELECT j.state FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id}`))
				.every(r => r.state === 'printed'), 30000)
		await sleep(3000)
		assert.equal(s.paper().length, papers + 2, 'two copies, once')
	})

	await t.test('paper out: the page names the remedy, then it prints', async () => {
		const papers = s.paper().length
		s.printerMode('empty')
		try {
			await signed()
			await until('the print queue page says it', async () => /Kertas habis/.test((await loket.get('/cetak')).text), 40000)
		} finally { s.printerMode('fast') }
		await s.paperCount(papers + 2, 60000)
	})

	await t.test('station stopped: step 5 says so within seconds, nothing is lost', async () => {
		const id = await signed()
		await act(perekam, id, 'perekaman', 'BEGIN')
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		await stopped('station', async () => {
			const begun = Date.now()
			const page = await perekam.get(`/permohonan/${id}/perekaman`)
			assert.equal(page.status, 200)
			assert.match(page.text, /Stasiun tidak terhubung/)
			assert.ok(Date.now() - begun < 6000)
			// the other pages do not wait for it
			assert.equal((await loket.get('/antrean')).status, 200)
		})
		let row
		await until('the station is used again', async () => {
			const r = await scan(s, perekam, id, 3)
			row = r
			return r.state === 'done'
		}, 40000).catch(() => assert.fail(JSON.stringify(row)))
		const rows = await s.sql(`SELECT COUNT(*) AS n FROM capture_image WHERE case_id = ${id}`)
		assert.equal(rows[0].n, '2')
	})

	await t.test('reader killed during a capture: a message, then the finger can be taken again', async () => {
		const id = await signed()
		await act(perekam, id, 'perekaman', 'BEGIN')
		await s.finger('silent')
		const waiting = scan(s, perekam, id, 2)
		await sleep(1000)
		signal('reader', 'SIGKILL')
		const row = await waiting
		assert.equal(row.state, 'failed', JSON.stringify(row))
		assert.ok(['reader_away', 'removed'].includes(row.reason), row.reason)
		assert.match((await perekam.get(`/permohonan/${id}/perekaman`)).text, /Periksa sambungan kabel/)
		await until('the reader is back', async () => (await scan(s, perekam, id, 2)).state === 'done', 40000)
		assert.equal(await statusOf(s, id), 'SEDANG_DIREKAM')
	})

	await t.test('a worker killed while it serves: the next one answers', async () => {
		for (let i = 0; i < 6; i++) {
			const pages = s.pids('web-pages').filter(alive)		// who was killed just now may still be listed
			process.kill(pages[i % pages.length], 'SIGKILL')
			await until('a page comes', async () => (await loket.get('/antrean')).status === 200, 10000)
		}
	})
})
