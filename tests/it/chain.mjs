// A second implementation of the chained traces, from the text of store/audit_form.h and
// sign/anchor.h alone, with node:crypto.  Rows are those of table audit as text.
import crypto from 'node:crypto'

const field = s => {
	const b = Buffer.from(String(s)), n = Buffer.alloc(4)
	n.writeUInt32BE(b.length)
	return [n, b]
}

// '2026-11-25 17:00:03.123456' -> microseconds since 1970, as text
export function micros(at) {
	const [, second, fraction = ''] = /^([^.]*)(?:\.(\d+))?$/.exec(at)
	const us = fraction.padEnd(6, '0')
	return String(BigInt(Date.parse(second.replace(' ', 'T') + 'Z')) * 1000n + BigInt(us))
}

export function rowHash(prev, r) {
	return crypto.createHash('sha256').update(Buffer.concat([prev,
		...['rekam-audit-1', r.strand, r.seq, micros(r.at), r.mono_us, r.boot, r.office_id ?? '', r.actor_id ?? '', r.roles,
			r.session, r.address, r.request_id, r.action, r.object, r.detail].flatMap(field)])).digest()
}

export const columns = 'strand, seq, at, mono_us, boot, office_id, actor_id, roles, session, address, request_id, action, object, detail'

// The rows of one strand in order, with hex columns prev and hash; gives the last hash.
export function walk(rows) {
	let last = Buffer.alloc(32)
	rows.forEach((r, i) => {
		if (Number(r.seq) !== i + 1)
			throw new Error(`strand ${r.strand}: row ${r.seq} in the place of ${i + 1}`)
		const hash = rowHash(last, r)
		if (r.prev.toLowerCase() !== last.toString('hex') || r.hash.toLowerCase() !== hash.toString('hex'))
			throw new Error(`strand ${r.strand} row ${r.seq}: another hash`)
		last = hash
	})
	return last
}

export function publicKey(hex) {
	return crypto.createPublicKey({ format: 'der', type: 'spki',
		key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(hex.trim(), 'hex')]) })
}

// The anchors of a log: [{ no, at, rows, heads: [{ strand, account, seq, hash }], body, good, code }]
export function anchors(text, key) {
	return text.split('\n\n').filter(t => t !== '').map(t => {
		const lines = t.split('\n'), body = lines.slice(0, -1).join('\n') + '\n'
		const [, id, signature] = lines.at(-1).split(' ')
		const of = word => lines.find(l => l.startsWith(word + ' ')).slice(word.length + 1)
		const digest = crypto.createHash('sha256').update(body).digest('hex')
		return { first: lines[0], no: Number(of('no')), at: of('at'), rows: Number(of('rows')), prev: of('prev'), body, id, digest,
			heads: lines.filter(l => l.startsWith('head ')).map(l => l.split(' ')).map(([, strand, account, seq, hash]) => ({ strand, account, seq: Number(seq), hash })),
			good: crypto.verify(null, Buffer.from(body), key, Buffer.from(signature, 'hex')),
			code: digest.slice(0, 16).toUpperCase().replace(/(....)(?=.)/g, '$1-') }
	})
}
