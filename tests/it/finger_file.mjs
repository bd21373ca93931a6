// Readers of the interchange files, written from the formats and not from our writer.

// ISO/IEC 19794-4:2011, one representation.
export function readIso(b) {
	let at = 0
	const u = n => { let v = 0; for (let i = 0; i < n; i++) v = v * 256 + b[at++]; return v }
	const r = { magic: b.subarray(0, 8).toString('latin1') }
	at = 8
	Object.assign(r, { length: u(4), representations: u(2), certified: u(1), positions: u(1) })
	const from = at
	r.repLength = u(4)
	r.time = [u(2), u(1), u(1), u(1), u(1), u(1), u(2)]
	r.device = [u(1), u(2), u(2)]
	r.qualities = Array.from({ length: u(1) }, () => ({ score: u(1), vendor: u(2), algorithm: u(2) }))
	Object.assign(r, { position: u(1), number: u(1), scale: u(1), rates: [u(2), u(2), u(2), u(2)], depth: u(1), compression: u(1), impression: u(1), width: u(2), height: u(2) })
	const n = u(4)
	r.image = b.subarray(at, at + n)
	r.whole = at + n === b.length && r.length === b.length && from + r.repLength === b.length
	return r
}

// ANSI/NIST-ITL, traditional encoding: records of fields, the binary 999 last.
export function readNist(b) {
	const records = []
	for (let at = 0; at < b.length;) {
		const length = Number(/^\d+\.0*01:(\d+)\x1d/.exec(b.subarray(at, at + 40).toString('latin1'))?.[1])
		if (!(length > 0) || b[at + length - 1] !== 0x1c)
			throw new Error(`no record of ${length} bytes at ${at}`)
		const one = b.subarray(at, at + length - 1), fields = {}
		let i = 0
		while (i < one.length) {
			const colon = one.indexOf(0x3a, i), name = one.subarray(i, colon).toString('latin1')
			const end = name.endsWith('.999') ? one.length : one.indexOf(0x1d, colon) === -1 ? one.length : one.indexOf(0x1d, colon)
			fields[name] = name.endsWith('.999') ? one.subarray(colon + 1) : one.subarray(colon + 1, end).toString('latin1')
			i = end + 1
		}
		records.push(fields)
		at += length
	}
	return records
}
