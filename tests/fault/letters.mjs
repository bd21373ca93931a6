// Letters for the fault runs: put into the queue as a page does it, and the verdict over the paper.
import crypto from 'node:crypto'
import fs from 'node:fs'
import { pdf } from '../it/pdf.mjs'
import { until } from '../it/stack.mjs'

export const sha = b => crypto.createHash('sha256').update(b).digest('hex')

// Random numbers that a seed repeats (mulberry32).
export function dice(seed) {
	let a = seed >>> 0
	const next = () => {
		a = (a + 0x6d2b79f5) >>> 0
		let t = Math.imul(a ^ (a >>> 15), 1 | a)
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
	return { between: (lo, hi) => lo + next() * (hi - lo), next }
}

export class Letters {
	constructor() {
		this.of = new Map()		// job id: hash of its document
		this.tried = new Set()		// hashes; a commit whose answer was lost may count or not
		this.serial = 0
	}

	// One letter: its document and its job in one transaction, frozen before printd can see it.
	async put(s) {
		const bytes = pdf(`surat ${++this.serial}`), hash = sha(bytes)
		this.tried.add(hash)
		const rows = await s.sql(`BEGIN;
			SET @o = (SELECT MIN(office_id) FROM printer), @p = (SELECT MIN(id) FROM printer);
			INSERT INTO document (office_id, kind, bytes, sha256, pages, frozen_at, created_at)
			VALUES (@o, 'UJI_CETAK', X'${bytes.toString('hex')}', X'${hash}', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
			INSERT INTO print_job (office_id, document_id, printer_id, title, created_at, next_at)
			VALUES (@o, LAST_INSERT_ID(), @p, UUID(), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
			SET @j = LAST_INSERT_ID();
			UPDATE print_job SET title = CONCAT('rekam-', @j, '-${hash.slice(0, 8)}') WHERE id = @j;
			COMMIT; SELECT @j AS id`)
		this.of.set(Number(rows[0].id), hash)	// only what was acknowledged counts
		s.pids('printd').forEach(p => { try { process.kill(p, 'SIGUSR1') } catch { /* dead just now */ } })
	}

	// Jobs that are on their way.
	async open(s) {
		return Number((await s.sql("SELECT COUNT(*) AS n FROM print_job WHERE state IN ('queued', 'claimed', 'accepted')"))[0].n)
	}

	// Waits until no job is on its way any more.
	async settled(s, ms) {
		await until('every job has come to an end', async () => await this.open(s) === 0, ms)
	}

	// papers: files of the tray.  flagged: held for a person to look.
	async verdict(s, files = s.paper()) {
		const papers = new Map()
		for (const f of files) {
			const h = sha(fs.readFileSync(f))
			papers.set(h, (papers.get(h) ?? 0) + 1)
		}
		const v = { letters: this.of.size, printed: 0, flagged: 0, lost: [], doubles: [], blank: 0, reasons: {} }
		for (const [h, n] of papers)
			if (!this.tried.has(h))
				v.blank += n
		const state = new Map((await s.sql('SELECT id, state, reason, detail, attempts, cups_job FROM print_job')).map(r => [Number(r.id), r]))
		for (const [id, hash] of this.of) {
			const row = state.get(id), n = papers.get(hash) ?? 0
			if (row?.state === 'held') {
				v.flagged++
				v.reasons[row.reason] = (v.reasons[row.reason] ?? 0) + 1
			} else if (row?.state === 'printed' && n > 0)
				v.printed++
			else
				v.lost.push(`${id} ${row ? JSON.stringify(row) : 'no row'} papers ${n}`)
			if (n > 1 && row?.state !== 'held')
				v.doubles.push(`${id} ${n} papers`)
		}
		return v
	}
}

// The chance of k or more of n when each comes with chance p (binomial tail).
export function chance(k, n, p) {
	let term = (1 - p) ** n, below = 0
	for (let i = 0; i < k; i++) {
		below += term
		term *= (n - i) / (i + 1) * p / (1 - p)
	}
	return 1 - below
}

// The list of what is wrong ([] when nothing is).  Too many are flagged when a share of flaggedShare would
// flag that many in less than one run of a thousand: a short run must not fail by luck, a long one hides nothing.
export function judge(v, flaggedShare) {
	const wrong = []
	if (v.lost.length) wrong.push(`lost: ${v.lost.slice(0, 5).join('; ')}`)
	if (v.doubles.length) wrong.push(`printed twice and nobody was told: ${v.doubles.slice(0, 5).join('; ')}`)
	if (v.blank) wrong.push(`${v.blank} papers that are no letter`)
	if (chance(v.flagged, v.letters, flaggedShare) < 0.001) wrong.push(`${v.flagged} of ${v.letters} flagged`)
	return wrong
}

// One line of figures.
export const figures = v => `letters ${v.letters}, printed once ${v.printed - v.doubles.length}, flagged ${v.flagged}` +
	` (${Object.entries(v.reasons).map(([k, n]) => `${k} ${n}`).join(', ')}), lost ${v.lost.length}, doubles ${v.doubles.length}, not a letter ${v.blank}`
