// Who signs, from outside: the administrator's page of officials, terms and orders, and what of it stands
// in the text that is signed.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { act, approve, enrolTotp, intake, login, messages, press, verifyAndNumber } from './office.mjs'

const today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10)
const later = days => new Date(Date.parse(today) + days * 86400000).toISOString().slice(0, 10)
const shown = iso => iso.split('-').reverse().join('-')
const plh = { nama: 'Contoh Wulandari, S.E.', nip: '19790101 200501 2 003', pangkat: 'Penata Tingkat I (III/d)', jabatan: 'Camat Watulimo',
	unsur: 'SEKCAM', bentuk: 'PLH', mulai: shown(today), sampai: shown(later(4)), surat_perintah: '800.1.11.1/45/406.08/2026', tgl_perintah: shown(later(-1)), akun: '' }

test('officials', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const admin = await login(s, 'admin'), loket = await login(s, 'loket')
	const page = (query = '') => admin.get(`/pengaturan/pejabat${query}`)
	const save = async (values, query) => press(admin, await page(query), 'SIMPAN', { ...plh, ...values })
	const rows = () => s.sql('SELECT id, name, form, valid_from, valid_to, order_number, follows_id FROM signatory WHERE office_id = 1 ORDER BY id')
	const wait = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		return id
	}

	await t.test('what an official cannot be is said at its field, and what was typed stays', async () => {
		const before = await rows()
		for (const [values, field, text] of [
			[{ surat_perintah: '' }, 'surat_perintah', /memerlukan nomor dan tanggal Surat Perintah/],
			[{ sampai: '' }, 'sampai', /Isi hari terakhirnya/],
			[{ sampai: shown(later(-1)) }, 'sampai', /mendahului hari pertama/],
			[{ bentuk: 'LANGSUNG' }, 'bentuk', /langsung hanya Camat/],
			[{ bentuk: 'AN_UB' }, 'bentuk', /u\.b\. hanya Kasi/],
			[{ bentuk: 'LANGSUNG', unsur: 'CAMAT' }, 'mulai', /sudah menandatangani sebagai Camat/],
			[{ akun: '999999' }, 'akun', /tidak berperan sebagai penanda tangan/],
			[{ nama: 'a'.repeat(101) }, 'nama', /Nama dengan gelar/],
			[{ mulai: '31-02-2026' }, 'mulai', /Mulai berlaku/]]) {
			const r = await save(values)
			assert.equal(r.status, 422, JSON.stringify(values))
			assert.match(r.text, text)
			assert.match(r.text, new RegExp(`id="${field}-galat"`), field)
			if (!values.nama) assert.match(r.text, /value="Contoh Wulandari, S\.E\."/)
		}
		assert.deepEqual(await rows(), before)
	})

	await t.test('a Plh. signs from his first day, and his order is part of the signed text', async () => {
		const [{ id: user }] = await s.sql("SELECT id FROM user WHERE username = 'sekcam'")
		const done = await save({ akun: user })
		assert.match(done.url, /pesan=pengaturan/, messages(done))
		const [{ id: signer }] = await s.sql("SELECT MAX(id) AS id FROM signatory WHERE office_id = 1")
		assert.match((await page()).text, /800\.1\.11\.1\/45\/406\.08\/2026/)
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'PEJABAT' AND object = 'signatory/${signer}'`))[0].n, '1')
		await s.sql("UPDATE office SET sign_mode = 'ELEKTRONIK'")
		const id = await wait(), sekcam = await login(s, 'sekcam')
		await enrolTotp(sekcam)
		const form = await loket.get(`/permohonan/${id}/penandatanganan`)
		assert.match(form.text, /Contoh Wulandari, S\.E\. – Camat Watulimo \(Plh\.\)/)
		await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer })
		assert.match((await sekcam.get(`/permohonan/${id}/persetujuan`)).text, /Surat Perintah<\/dt>\s*<dd>Nomor 800\.1\.11\.1\/45\/406\.08\/2026/)
		assert.match((await approve(sekcam, id)).url, /disetujui/)
		const [{ canonical }] = await s.sql(`SELECT canonical FROM signature WHERE case_id = ${id}`)
		assert.match(canonical, new RegExp(`signer_order: Nomor 800\\.1\\.11\\.1/45/406\\.08/2026 tanggal ${later(-1)}`))
	})

	await t.test('who is replaced ends the day before; what was signed in his name stays as it was', async () => {
		const [{ id: old }] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'CAMAT' ORDER BY id LIMIT 1")
		const filled = await page(`?dari=${old}`)
		assert.match(filled.text, /Pengganti Bagus Contoh Prasetya/)
		assert.match(filled.text, /name="nama" value="Bagus Contoh Prasetya/)
		const r = await press(admin, filled, 'SIMPAN', { nama: 'Camat Baru Contoh, M.Si.', mulai: shown(today), dari: old })
		assert.match(r.url, /pesan=pengaturan/, messages(r))
		const [a, b] = await s.sql(`SELECT valid_to, follows_id, name FROM signatory WHERE id = ${old} OR follows_id = ${old} ORDER BY id`)
		assert.equal(a.valid_to, later(-1))
		assert.equal(b.follows_id, old)
		const id = await wait()
		const form = (await loket.get(`/permohonan/${id}/penandatanganan`)).text
		assert.match(form, /Camat Baru Contoh/)
		assert.doesNotMatch(form, /Bagus Contoh Prasetya/)
	})

	await t.test('ending twice, or who is not there, is said; others may not', async () => {
		const [{ id }] = await s.sql("SELECT MAX(id) AS id FROM signatory WHERE form = 'PLH'")
		const end = async who => press(admin, await page(), 'AKHIRI', { pejabat: who, terakhir: shown(today) })
		assert.match((await end(id)).url, /pesan=pengaturan/)
		assert.equal((await end(id)).status, 409)
		assert.equal((await end(999999)).status, 409)
		assert.equal((await press(admin, await page(), 'AKHIRI', { pejabat: id, terakhir: 'kemarin' })).status, 422)
		assert.equal((await loket.request('GET', '/pengaturan/pejabat')).status, 403)
	})
})
