// Goals of TRUST 1.3 on 100,000 cases and 1,000,000 traces: a person's extract <= 60 s (Ps. 32),
// who is affected <= 5 min (Ps. 46).  Env: CASES, TRACES.
import fs from 'node:fs'
import path from 'node:path'
import { startStack } from '../it/stack.mjs'
import { login } from '../it/office.mjs'

const cases = Number(process.env.CASES ?? 100000), traces = Number(process.env.TRACES ?? 1000000)
const s = await startStack()
let missed = 0
const timed = async (what, goal, work) => {
	const begin = process.hrtime.bigint()
	const got = await work()
	const took = Number(process.hrtime.bigint() - begin) / 1e9
	if (took > goal) missed++
	console.log(`${took.toFixed(2).padStart(7)} s  of ${goal} s  ${what}${got === undefined ? '' : ': ' + got}`)
}
try {
	const kasi = await login(s, 'kasi')
	// NIKs of 50,000 persons: every other one has two cases
	await timed('made cases', Infinity, () => s.sql(`SET foreign_key_checks = 0, unique_checks = 0;
		INSERT INTO casefile (id, uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at, nik, kk, name, birth_place, birth_day, sex, address, rt, rw, village_id, phone, agenda_year, agenda_no, agenda_day)
		SELECT seq, UUID(), 1, 1, 'TINTA', 'SELESAI', 0, '2020-01-01' + INTERVAL seq * 30 MINUTE, '2020-01-02' + INTERVAL seq * 30 MINUTE,
			CONCAT('350308550909', LPAD(FLOOR(seq / 1.5) MOD 10000, 4, '0')), '3503082001159903', CONCAT('CONTOH ', LPAD(seq * 7919 MOD 1000000, 7, '0')), 'TRENGGALEK', '2009-09-15', 'PEREMPUAN', 'DUSUN GARES', '001', '002', 1 + seq MOD 12, '081234567890',
			2020 + FLOOR(seq / 18000), 1 + seq MOD 18000, '2020-01-02' FROM seq_1_to_${cases};
		UPDATE casefile SET nik = CONCAT(LPAD(350300 + id MOD 900, 6, '0'), '5509', LPAD(FLOOR(id / 1.5), 6, '0')) WHERE id > 100`))
	await s.sql(`INSERT INTO document (id, office_id, case_id, kind, bytes, sha256, frozen_at, created_at)
		SELECT seq, 1, seq, 'REKOMENDASI', REPEAT('x', 200), REPEAT('x', 32), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM seq_1_to_${cases};
		SET foreign_key_checks = 0;
		INSERT INTO capture (case_id, station_id, job, finger, state, ordered_at, ordered_by)
		SELECT 1 + (seq MOD ${cases}), 1, CONCAT('b-', seq), 1 + seq MOD 10, 'done', '2026-01-01' + INTERVAL seq MINUTE, 2 FROM seq_1_to_${cases}`)
	await timed('made traces', Infinity, async () => {
		// a strand that nobody checks here; rekamctl migrate makes the trigger anew
		await s.sql('DROP TRIGGER audit_next')
		for (let from = 0; from < traces; from += 100000)
			await s.sql(`INSERT INTO audit (strand, seq, roles, session, boot, mono_us, prev, hash, at, office_id, actor_id, address, action, object, detail, request_id)
				SELECT 9000, seq + ${from}, 0, '', '', 0, REPEAT('x', 32), REPEAT('x', 32), '2026-01-01' + INTERVAL (seq + ${from}) * 20 SECOND, 1, 1 + seq MOD 8, CONCAT('192.168.1.', 20 + seq MOD 5),
				ELT(1 + seq MOD 5, 'LIHAT', 'LIHAT', 'LIHAT_SURAT', 'SIMPAN_DATA', 'CARI'),
				ELT(1 + seq MOD 5, CONCAT('casefile/', 1 + (seq * 31 + ${from}) MOD ${cases}), CONCAT('casefile/', 1 + (seq * 17 + ${from}) MOD ${cases}), CONCAT('document/', 1 + (seq * 13 + ${from}) MOD ${cases}), CONCAT('casefile/', 1 + (seq * 7 + ${from}) MOD ${cases}), 'antrean'), '', MD5(seq) FROM seq_1_to_100000`)
		await s.ctl('migrate')
		await s.sql('ANALYZE TABLE audit, casefile, document, capture')
	})
	const [{ nik }] = await s.sql('SELECT nik FROM casefile WHERE id = 4000')
	const scratch = path.join(s.dir, 'scratch')
	fs.mkdirSync(scratch)
	fs.chmodSync(scratch, 0o777)
	await timed('rekamctl subject', 60, () => s.ctl('subject', nik, '--out', path.join(scratch, 'x.json')).then(() => `${fs.statSync(path.join(scratch, 'x.json')).size} bytes`))
	const page = await kasi.get('/subjek-data')
	await timed('page /subjek-data', 60, async () => (await kasi.submit(page, '/subjek-data', { nik })).status)
	const lines = out => `${out.trim().split('\n').length - 1} persons`
	const from = '2026-01-01', to = '2026-12-31'
	await timed('rekamctl affected --user, a year', 300, async () => lines(await s.ctl('affected', '--user', 'kasi', '--from', from, '--to', to, '--csv')))
	await timed('rekamctl affected --user, a day', 300, async () => lines(await s.ctl('affected', '--user', 'kasi', '--from', '2026-03-01', '--to', '2026-03-01', '--csv')))
	await timed('rekamctl affected --user --lists, a year', 300, async () => lines(await s.ctl('affected', '--user', 'kasi', '--from', from, '--to', to, '--lists', '--csv')))
	await timed('rekamctl affected --address, a year', 300, async () => lines(await s.ctl('affected', '--address', '192.168.1.22', '--from', from, '--to', to, '--csv')))
	await timed('rekamctl affected, everybody, a year', 300, async () => lines(await s.ctl('affected', '--from', from, '--to', to, '--csv')))
	await timed('rekamctl affected --station, a year', 300, async () => lines(await s.ctl('affected', '--station', 'STASIUN-1', '--from', from, '--to', to, '--csv')))
	await timed('rekamctl affected --backup', 300, async () => lines(await s.ctl('affected', '--backup', '2026-11-01', '--csv')))
	const form = await kasi.get('/terdampak')
	await timed('page /terdampak, an account, a year', 300, async () => (await kasi.submit(form, '/terdampak', { sumber: 'AKUN', akun: 'kasi', dari: '01-01-2026', sampai: '31-12-2026', tindakan: 'CARI' })).status)
} catch (e) {
	missed++
	console.log(e.stderr ?? e)
} finally {
	await s.stop()
}
process.exit(missed > 0 ? 1 : 0)
