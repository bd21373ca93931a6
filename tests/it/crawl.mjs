// The whole site for a test: its tables (build/bin/tables), eight people with one role each in two
// offices, cases in any state, and an address for every route.
//
//	const site = await openSite(s)
//	const petugas = await site.person('petugas')		// logged in, once
//	const other = await site.person('petugas', 2)		// the same of the second office
//	const id = await site.putCase({ status: 'TERAGENDA' })
//	const path = await site.path(route, site.own)		// {id} filled with what office 1 has
//	const before = await site.state()			// a checksum of all that is no trace
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { build } from './stack.mjs'
import { forms, unescape } from './client.mjs'
import { act, login, messages, sendScan } from './office.mjs'

export const tables = JSON.parse(execFileSync(path.join(build, 'bin/tables'), { encoding: 'utf8' }))
export const roles = tables.roles
export const routes = tables.routes
export const roleBit = word => 1 << roles.indexOf(word)
export const requestId = () => crypto.randomBytes(16).toString('hex')

// One mariadb that stays: a statement takes a millisecond instead of starting a program.
class Sql {
	constructor(s) {
		this.child = spawn('mariadb', ['--no-defaults', '-u', os.userInfo().username, '-S', path.join(s.dir, 'run/mariadb.sock'),
			'--batch', '--unbuffered', '--force', '--default-character-set=utf8mb4', 'rekam'], { stdio: ['pipe', 'pipe', 'pipe'] })
		this.out = this.err = ''
		this.n = 0
		this.turn = Promise.resolve()
		this.child.stdout.on('data', d => { this.out += d; this.look?.() })
		this.child.stderr.on('data', d => { this.err += d })
		for (const h of [this.child, this.child.stdin, this.child.stdout, this.child.stderr])
			h.unref?.()
	}

	// One statement; rows as objects of strings.
	query(text) {
		const mine = this.turn.then(() => this.one(text))
		this.turn = mine.catch(() => {})
		return mine
	}

	async one(text) {
		const mark = `rekam-mark-${++this.n}`
		this.out = this.err = ''
		// the mark comes twice: as the column's name and as its value
		const whole = new Promise(done => {
			this.look = () => this.out.includes(`${mark}\n${mark}\n`) && done()
		})
		this.child.stdout.ref()		// only while somebody waits
		this.child.stdin.write(`${text};\nSELECT '${mark}';\n`)
		await whole
		this.child.stdout.unref()
		if (this.err)
			throw new Error(`${this.err.trim()}\n${text.slice(0, 400)}`)
		const lines = this.out.slice(0, this.out.indexOf(mark)).split('\n').filter(l => l !== '').map(l => l.split('\t'))
		const [names, ...rows] = lines.length ? lines : [[]]
		return rows.map(r => Object.fromEntries(names.map((n, i) => [n, r[i] === 'NULL' ? null : r[i]])))
	}

	end() { this.child.stdin.end() }
}

// Another office beside the demonstration one: same people with a 2 behind their names.
async function secondOffice(q) {
	if ((await q('SELECT id FROM office WHERE id = 2 AND training_of IS NULL')).length)
		return
	// the number 2 is the training office's in a new database
	for (const statement of ['SET foreign_key_checks = 0', 'UPDATE signatory SET office_id = 900 WHERE office_id = 2', 'UPDATE office SET id = 900 WHERE id = 2', 'SET foreign_key_checks = 1'])
		await q(statement)
	await q(`INSERT INTO office (id, region_code, agency_code, government, name, place, regency, province, address)
		VALUES (2, '350309', '406.09', 'PEMERINTAH KABUPATEN TRENGGALEK', 'KECAMATAN LAIN', 'Lain', 'Trenggalek', 'Jawa Timur', 'Jalan Lain 2')`)
	await q("INSERT INTO village (office_id, code, name, kind) VALUES (2, '35.03.09.2001', 'Desalain', 'Desa')")
	await q(`INSERT INTO sop_version (id, office_id, number, title, made_on, effective_on)
		SELECT 2, 2, number, title, made_on, effective_on FROM sop_version WHERE id = 1`)
	await q('INSERT INTO sop_step SELECT 2, step, title, activity, minutes, output FROM sop_step WHERE sop_version_id = 1')
	await q(`INSERT INTO requirement (sop_version_id, code, label, note, mandatory, sort)
		SELECT 2, code, label, note, mandatory, sort FROM requirement WHERE sop_version_id = 1`)
	await q(`INSERT INTO user (office_id, username, name, nip, password_hash, roles, active, created_at, password_at)
		SELECT 2, CONCAT(username, '2'), CONCAT(name, ' Kantorlain'), nip, password_hash, roles, active, created_at, password_at
		FROM user WHERE office_id = 1 AND password_hash <> ''`)
	await q(`INSERT INTO signatory (office_id, user_id, role, form, name, nip, rank, title, valid_from, sort)
		SELECT 2, (SELECT u2.id FROM user u2 JOIN user u1 ON u2.username = CONCAT(u1.username, '2') WHERE u1.id = s.user_id),
		role, form, name, nip, rank, title, valid_from, sort FROM signatory s WHERE office_id = 1`)
	await q("INSERT INTO printer (office_id, queue, label) SELECT 2, queue, label FROM printer WHERE office_id = 1")
	await q("INSERT INTO station (office_id, code, label, url, sign_key) SELECT 2, code, label, url, sign_key FROM station WHERE office_id = 1")
	await q("INSERT INTO biometric_policy (office_id, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, at) SELECT 2, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, at FROM biometric_policy WHERE office_id = 1")
}

// trust_seen: which PC has seen the certificate, written by a test picture (page/trust.c)
const traces = /^(audit.*|trust_seen|session|login_try|clock_mark|request_done|printer|print_job|schema_.*)$/
const sheet = `'3503082001159903', 'TRENGGALEK', '2009-09-15', 'PEREMPUAN', 'O', 'DUSUN GARES', '012', '003'`

let serial = 5000, agenda = 900000	// numbers that no counter gives in a test
let slip = 950000		// far away from what is given in a test

class Site {
	constructor(s, sql) {
		this.s = s
		this.sql = sql
		this.q = text => sql.query(text)
		this.clients = new Map()
		this.agent = new http.Agent({ keepAlive: true })
	}

	userOf(role, office = 1) {
		return this.names[`${role}${office}`]
	}

	// A client of that role, logged in; made once.  fresh: another session of the same person.
	async person(role, office = 1, { fresh } = {}) {
		const key = `${role}${office}`
		if (fresh)
			return login(this.s, this.userOf(role, office))
		if (!this.clients.has(key) || !this.clients.get(key).cookies.has('__Host-sesi'))
			this.clients.set(key, Object.assign(await login(this.s, this.userOf(role, office)), { agent: this.agent }))
		return this.clients.get(key)
	}

	// The hidden fields of any form of this session.
	async hidden(c) {
		c.csrf ??= forms((await c.get('/beranda')).text).flatMap(f => f.fields).find(([n]) => n === 'csrf_token')[1]
		return { csrf_token: c.csrf, permintaan: requestId() }
	}

	// A case as it stands in that state, by the database alone; TTD states and later have no letter.
	async putCase({ status = 'DRAF', office = 1, electronic = false, complete = true, nik, name = 'SITI CONTOH RAHAYU', numbered } = {}) {
		nik ??= '350308550909' + String(serial++)
		const open = tables.states.find(x => x.word === status).open
		const before = ['DRAF', 'BERKAS_DITERIMA', 'BERKAS_DIKEMBALIKAN', 'TERVERIFIKASI', 'DATA_TIDAK_SESUAI']
		const no = (numbered ?? (open && !before.includes(status))) ? ++agenda : null
		await this.q(`INSERT INTO casefile (uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at, nik, name,
			kk, birth_place, birth_day, sex, blood, address, rt, rw, village_id, religion, marital, job, recorded, guardian, agenda_year, agenda_no, agenda_day)
			VALUES ('${crypto.randomUUID()}', ${office}, ${office}, '${electronic ? 'ELEKTRONIK' : 'TINTA'}', '${status}', ${open ? 1 : 0},
			UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '${nik}', '${name}', ${sheet}, (SELECT MIN(id) FROM village WHERE office_id = ${office}),
			'ISLAM', 'BELUM KAWIN', 'PELAJAR/MAHASISWA', 'TIDAK', 'BUDI CONTOH', ${no === null ? 'NULL, NULL, NULL' : `YEAR(UTC_DATE()), ${no}, UTC_DATE()`})`)
		const [{ id }] = await this.q('SELECT LAST_INSERT_ID() AS id')
		await this.q(`INSERT INTO case_requirement SELECT ${id}, id, ${complete ? 1 : 0}, '' FROM requirement WHERE sop_version_id = ${office}`)
		return Number(id)
	}

	async setStatus(id, status) {
		const open = tables.states.find(x => x.word === status).open
		await this.q(`UPDATE casefile SET status = '${status}', open = ${open ? 1 : 0}, version = version + 1 WHERE id = ${id}`)
	}

	async caseRow(id) {
		const [row] = await this.q(`SELECT status, version, (SELECT COUNT(*) FROM case_event e WHERE e.case_id = c.id) AS events FROM casefile c WHERE id = ${id}`)
		return { status: row.status, version: Number(row.version), events: Number(row.events) }
	}

	// What of an office's stands behind each {id} and {word}: a case with a printed letter, and so on.
	async objects(office) {
		const id = await this.putCase({ status: 'TERAGENDA', office })
		const c = await this.person('petugas', office)
		const page = await act(c, id, 'penandatanganan', 'SUBMIT')
		assert.equal(page.status, 200, `${page.status} ${page.url}`)
		const [doc] = await this.q(`SELECT id FROM document WHERE case_id = ${id}`)
		const [job] = await this.q(`SELECT id FROM print_job WHERE document_id = ${doc.id}`)
		// a file that came back, as if it were signed: to be looked at
		await this.q(`INSERT INTO letter_import (document_id, bytes, sha256, same_bytes, pages, signers, signer, organisation, issuer, serial, certificate, uploaded_at, uploaded_by)
			SELECT id, bytes, sha256, 1, 1, 1, 'CAMAT CONTOH', '', 'Penerbit Contoh', '01', REPEAT('x', 32), UTC_TIMESTAMP(6), 1 FROM document WHERE id = ${doc.id}`)
		const [user] = await this.q(`SELECT id FROM user WHERE username = '${this.userOf('pemeriksa', office)}'`)
		await this.q(`INSERT INTO subject_request (office_id, year, no, kind, nik, name, asked_by, asked_as, proof, received_at, created_at, created_by)
			SELECT ${office}, 2026, COALESCE(MAX(no), 0) + 1, 'AKSES', '3503085509091111', 'SITI CONTOH RAHAYU', 'SITI', 'SENDIRI', 'KTP', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1 FROM subject_request WHERE office_id = ${office}`)
		const [asked] = await this.q(`SELECT MAX(id) AS id FROM subject_request WHERE office_id = ${office}`)
		await this.q(`INSERT INTO incident (office_id, year, no, kind, title, classes, discovered_at, created_at, created_by)
			SELECT ${office}, 2026, COALESCE(MAX(no), 0) + 1, 'LAINNYA', 'KEJADIAN CONTOH', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1 FROM incident WHERE office_id = ${office}`)
		const [incident] = await this.q(`SELECT MAX(id) AS id FROM incident WHERE office_id = ${office}`)
		await this.q(`INSERT INTO incident_scope (incident_id, from_at, to_at, lists, persons, sha256, at, actor_id)
			VALUES (${incident.id}, UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), 0, 0, REPEAT('x', 32), UTC_TIMESTAMP(6), 1)`)
		const [scope] = await this.q(`SELECT MAX(id) AS id FROM incident_scope WHERE incident_id = ${incident.id}`)
		const [printer] = await this.q(`SELECT MIN(id) AS id FROM printer WHERE office_id = ${office}`)
		await this.q(`INSERT INTO agenda_slip (office_id, year, first_no, last_no, left_n, note, made_at, made_by)
			VALUES (${office}, YEAR(UTC_DATE()), ${slip += 10}, ${slip + 4}, 5, 'persediaan', UTC_TIMESTAMP(6), 1)`)
		const [range] = await this.q(`SELECT MAX(id) AS id FROM agenda_slip WHERE office_id = ${office}`)
		await this.q(`UPDATE office SET scans = 1 WHERE id = ${office}`)
		const sent = await sendScan(c, id, fs.readFileSync('tests/data/logo.jpg'))
		assert.match(sent.url, /gambar-simpan/, messages(sent))
		const [scan] = await this.q(`SELECT MAX(id) AS id FROM scan WHERE case_id = ${id}`)
		const [st] = await this.q(`SELECT MIN(id) AS id FROM station WHERE office_id = ${office}`)
		return { permohonan: id, stasiun: Number(st.id), 'gambar-berkas': Number(scan.id), slip: Number(range.id), printer: Number(printer.id), permintaan: Number(asked.id), insiden: Number(incident.id), terdampak: Number(scope.id), 'surat word': 'lembaga', surat: Number(doc.id), cetak: Number(job.id), pengguna: Number(user.id), office,
			pratinjau: 'abcdefab-1234-1234-1234-123456789abc' }
	}

	// The route's address with the objects in it; what stands before {id} names its kind.
	path(route, objects) {
		let kind
		return route.pattern.split('/').map(part => {
			if (!part.startsWith('{')) {
				kind = part
				return part
			}
			if (part === '{word}' && objects[`${kind} word`] !== undefined)
				return objects[`${kind} word`]
			assert.ok(objects[kind] !== undefined, `${route.pattern}: tests/it/crawl.mjs objects() knows no "${kind}"`)
			return objects[kind]
		}).join('/')
	}

	// Nobody has these.
	get nothing() {
		return new Proxy({}, { get: (_, kind) => kind === 'pratinjau' ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : kind === 'surat word' ? 'lembaga' : kind in this.own ? 99999999 : undefined })
	}

	// Checksums of all tables that hold work, not traces: equal means that nothing was changed.
	// MariaDB's checksum of casefile is no function of its rows (seen: equal rows, two sums, by what was read
	// before on the connection); its rows are summed up by themselves.
	async state(also = []) {
		this.names_of_tables ??= (await this.q('SHOW TABLES')).map(r => Object.values(r)[0])
		this.columns_of_cases ??= (await this.q('SHOW COLUMNS FROM casefile')).map(r => `COALESCE(HEX(${r.Field}), '-')`).join(', ')
		const list = this.names_of_tables.filter(n => n !== 'casefile' && (!traces.test(n) || also.includes(n)))
		const sums = await this.q('CHECKSUM TABLE ' + list.map(n => '`' + n + '`').join(', '))
		const [cases] = await this.q(`SELECT COUNT(*) AS n, BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS('|', ${this.columns_of_cases}), 256), 15), 16, 10) AS UNSIGNED)) AS x FROM casefile`)
		sums.push({ Table: 'rekam.casefile', Checksum: `${cases.n} ${cases.x}` })
		const [jobs] = await this.q('SELECT COUNT(*) AS n, MAX(id) AS last FROM print_job')
		return JSON.stringify([sums.map(r => [r.Table, r.Checksum]), jobs])
	}

	// The tables of which two states differ.
	differ(a, b) {
		const [x, y] = [a, b].map(s => new Map(JSON.parse(s)[0]))
		return [...x.keys()].filter(t => x.get(t) !== y.get(t)).join(' ') || 'print_job'
	}

	// Sessions as after a login: no lock, a fresh proof.
	restore() {
		return this.q("UPDATE session SET locked_at = NULL, stage = 'PENUH', pin_tries = 0, fresh_at = UTC_TIMESTAMP(6), seen_at = UTC_TIMESTAMP(6)")
	}

	// Rows of the audit trail since the mark.
	async mark() { return Number((await this.q('SELECT COALESCE(MAX(id), 0) AS n FROM audit'))[0].n) }
	since(mark, where = '1 = 1') { return this.q(`SELECT * FROM audit WHERE id > ${mark} AND ${where} ORDER BY id`) }

	close() {
		this.sql.end()
		this.agent.destroy()
	}
}

export async function openSite(s, { offices = 1 } = {}) {
	const sql = new Sql(s), site = new Site(s, sql)
	if (offices > 1)
		await secondOffice(site.q)
	// a letterhead whose emblem can be looked at (and is left out of papers: it is no picture)
	await site.q('UPDATE office SET public_status = 1')
	await site.q(`INSERT IGNORE INTO office_logo SELECT o.id, X'FFD8FFD9', UNHEX(SHA2(X'FFD8FFD9', 256)), 100, 100, UTC_TIMESTAMP(6), MIN(u.id)
		FROM office o JOIN user u ON u.office_id = o.id GROUP BY o.id`)
	site.names = {}
	for (const u of await site.q("SELECT username, office_id, roles FROM user WHERE password_hash <> '' ORDER BY id"))
		site.names[`${roles.find(r => roleBit(r) === Number(u.roles))}${u.office_id}`] ??= u.username
	return site
}

// Follows every link that this client sees, at most `most` pages: Map of address to answer.
export async function crawl(c, most = 60, begin = '/beranda') {
	const seen = new Map(), todo = [begin]
	while (todo.length && seen.size < most) {
		const where = todo.shift()
		if (seen.has(where))
			continue
		const a = await c.request('GET', where)
		seen.set(where, a)
		const found = [...a.text.matchAll(/\b(?:href|src|action|hx-get)="([^"#]*)/g)].map(m => unescape(m[1]))
		if (a.headers.location)
			found.push(a.headers.location)
		for (const link of found)
			if (link.startsWith('/') && !link.startsWith('/keluar'))
				todo.push(link)
	}
	return seen
}
