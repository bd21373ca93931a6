// PNGs: made, and read pixel by pixel.
import zlib from 'node:zlib'

const chunk = (type, data) => {
	const body = Buffer.concat([Buffer.from(type), data]), out = Buffer.alloc(8 + data.length + 4)
	out.writeUInt32BE(data.length)
	body.copy(out, 4)
	out.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : crc(body), out.length - 4)
	return out
}
const crc = b => {
	let c = ~0
	for (const x of b) {
		c ^= x
		for (let k = 0; k < 8; k++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1
	}
	return ~c >>> 0
}
// A PNG with alpha: a disc of teal on nothing; noise: what does not shrink.
export function png(w, h, noise = false) {
	const head = Buffer.alloc(13), raw = Buffer.alloc(h * (1 + 4 * w))
	head.writeUInt32BE(w)
	head.writeUInt32BE(h, 4)
	head.set([8, 6, 0, 0, 0], 8)
	let seed = 1
	for (let y = 0; y < h; y++)
		for (let x = 0; x < w; x++) {
			const inside = Math.hypot(x - w / 2, y - h / 2) < Math.min(w, h) / 2 - 4
			seed = seed * 1103515245 + 12345 & 0x7fffffff
			raw.set(noise ? [seed & 255, seed >> 8 & 255, seed >> 16 & 255, 255] : inside ? [14, 95, 90, 255] : [0, 0, 0, 0], y * (1 + 4 * w) + 1 + 4 * x)
		}
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('tEXt', Buffer.from('Comment\0rahasia kamera')),
		chunk('IDAT', zlib.deflateSync(raw)), chunk('IEND', Buffer.alloc(0))])
}

// The pixels of an 8-bit, not interlaced PNG: { width, height, channels, data }.
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
