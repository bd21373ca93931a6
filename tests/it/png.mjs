// The pixels of an 8-bit, not interlaced PNG: { width, height, channels, data }.
import zlib from 'node:zlib'

export function pixels(png) {
	const parts = []
	let at = 8, width, height, channels
	while (at < png.length) {
		const n = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8), body = png.subarray(at + 8, at + 8 + n)
		if (type === 'IHDR') {
			width = body.readUInt32BE(0)
			height = body.readUInt32BE(4)
			channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[body[9]]
			if (body[8] !== 8 || !channels || body[12] !== 0)
				throw new Error(`PNG of depth ${body[8]}, colour ${body[9]}`)
		} else if (type === 'IDAT')
			parts.push(body)
		at += n + 12
	}
	const raw = zlib.inflateSync(Buffer.concat(parts)), row = width * channels
	const data = Buffer.alloc(row * height)
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (row + 1)]
		for (let x = 0; x < row; x++) {
			const left = x >= channels ? data[y * row + x - channels] : 0
			const up = y ? data[(y - 1) * row + x] : 0
			const corner = y && x >= channels ? data[(y - 1) * row + x - channels] : 0
			const p = left + up - corner
			const paeth = Math.abs(p - left) <= Math.abs(p - up) && Math.abs(p - left) <= Math.abs(p - corner) ? left
				: Math.abs(p - up) <= Math.abs(p - corner) ? up : corner
			data[y * row + x] = raw[y * (row + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter]
		}
	}
	return { width, height, channels, data }
}
