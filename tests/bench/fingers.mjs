// The station by itself, with synthetic people at libfprint's virtual reader: false alarms and misses of "the same
// finger twice" with their curve as a picture, the quality score against the match score (an independent measure:
// bozorth3 of minutiae, no formula in common), times, and the station's memory from the first capture to the last.
// Synthetic fingers are easier than skin: the figures compare versions, they promise nothing of a reader.
// Env: PERSONS (12), OUT (build/bench).
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { build, startRig } from '../it/station_rig.mjs'

const persons = Number(process.env.PERSONS ?? 12), out = process.env.OUT ?? path.join(build, 'bench')
const order = [2, 3, 4, 5, 7, 8, 9, 10, 1, 6], manners = ['', 'dry', 'wet', 'partial', 'faint']
const rig = await startRig({ virtual: true, conf: { quality_min: 0 } })
await rig.ready()
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${rig.children.station.pid}/status`, 'utf8'))[1])

const mean = v => v.reduce((a, b) => a + b, 0) / v.length
const fresh = [], again = [], pairs = [], times = [], first10 = order.map(() => [])
let captures = 0, first = 0
async function touch(kase, finger, more) {
	const from = process.hrtime.bigint(), r = await rig.capture(kase, finger, more)
	if (++captures === 20)
		first = rss()
	times.push(Number(process.hrtime.bigint() - from) / 1e6)
	return r
}
for (let p = 0; p < persons; p++) {
	const kase = randomUUID()
	rig.say('clear')
	const taken = []
	for (const f of order) {
		const r = await touch(kase, f, { quality_min: 0 })
		first10[taken.length]?.push(times.at(-1))
		if (!['done', 'failed'].includes(r.state) || (r.reason && !['same_finger', 'poor'].includes(r.reason)))
			continue		// the reader asked again: no judgement
		fresh.push(r.score)
		if (r.state === 'done')
			taken.push(f)
	}
	// each finger once more under another number, well and badly laid down; and as a verification
	for (const [i, f] of taken.entries()) {
		const how = manners[(i + p) % manners.length]
		if (how !== '')
			rig.say(how)
		const r = await touch(kase, f, { purpose: 'VERIFIKASI', quality_min: 0 })
		if (r.state !== 'done')
			continue
		pairs.push({ quality: r.quality, score: r.score, how })
		if (r.quality >= 40)
			again.push(r.score)
	}
	await rig.post(`/v1/sessions/${kase}/end`, '{}')
	await rig.ready()
}
const last = rss()

const rate = (list, wrong) => list.filter(wrong).length / list.length
const percent = x => `${(100 * x).toFixed(2)} %`
const each = (mean(first10[9]) - mean(first10[1])) / 8
console.log(`a comparison: ${each < 1 ? 'less than a millisecond' : each.toFixed(1) + ' ms'} (the tenth finger against nine, less the second against one, by eight; means of ${first10[9].length} and ${first10[1].length})`)
console.log(`${persons} people, ${captures} captures, order to verdict median ${times.sort((a, b) => a - b)[times.length >> 1].toFixed(0)} ms (the person lays the finger down in some 300)`)
console.log('threshold   false alarm (a new finger against up to nine)   miss (the same finger, quality 40 and more)')
const curve = []
for (let t = 10; t <= 120; t += 5)
	curve.push([t, rate(fresh, s => s >= t), rate(again, s => s < t)])
for (const [t, fa, miss] of curve.filter(([t]) => [20, 30, 40, 50, 60, 80, 100].includes(t)))
	console.log(`${String(t).padStart(9)}   ${percent(fa).padStart(10)} of ${fresh.length}   ${percent(miss).padStart(10)} of ${again.length}`)

// Spearman: the ranks of quality against those of the score.
const ranks = v => { const s = [...v].sort((a, b) => a - b); return v.map(x => (s.indexOf(x) + s.lastIndexOf(x)) / 2) }
function spearman(of) {
	const rq = ranks(of.map(p => p.quality)), rs = ranks(of.map(p => p.score)), mq = mean(rq), ms = mean(rs)
	const sum = f => rq.reduce((a, _, i) => a + f(rq[i] - mq, rs[i] - ms), 0)
	return (sum((a, b) => a * b) / Math.sqrt(sum(a => a * a) * sum((_, b) => b * b))).toFixed(2)
}
const clear = pairs.filter(p => p.how !== 'faint')
console.log(`quality against match score, Spearman: ${spearman(pairs)} over ${pairs.length} pairs, ${spearman(clear)} over ${clear.length} without the faint ones (which match well and look bad)`)
for (const how of manners) {
	const of = pairs.filter(p => p.how === how)
	if (of.length)
		console.log(`  ${(how || 'good').padEnd(8)} quality ${Math.round(mean(of.map(p => p.quality)))}, score ${Math.round(mean(of.map(p => p.score)))}, ${of.length} pairs`)
}
console.log(`station, resident: ${first} KiB after 20 captures, ${last} KiB after ${captures} (${(last / first).toFixed(3)})`)

const x = t => 50 + (t - 10) * 5, y = v => 220 - v * 200, line = k => curve.map(c => `${x(c[0])},${y(c[k]).toFixed(1)}`).join(' ')
fs.mkdirSync(out, { recursive: true })
fs.writeFileSync(path.join(out, 'fingers.svg'), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 270" font-family="sans-serif" font-size="12"><rect width="640" height="270" fill="#fff"/>
${[0, .25, .5, .75, 1].map(v => `<line x1="50" x2="600" y1="${y(v)}" y2="${y(v)}" stroke="#ddd"/><text x="44" y="${y(v) + 4}" text-anchor="end">${v * 100} %</text>`).join('')}
${[10, 40, 60, 80, 100, 120].map(t => `<text x="${x(t)}" y="238" text-anchor="middle">${t}</text>`).join('')}
<line x1="${x(40)}" x2="${x(40)}" y1="20" y2="220" stroke="#b58900" stroke-dasharray="4 3"/><line x1="${x(60)}" x2="${x(60)}" y1="20" y2="220" stroke="#b23a22" stroke-dasharray="4 3"/>
<text x="${x(40)}" y="15" text-anchor="middle">warn</text><text x="${x(60)}" y="15" text-anchor="middle">block</text>
<polyline fill="none" stroke="#b23a22" stroke-width="2" points="${line(1)}"/><polyline fill="none" stroke="#0e5f5a" stroke-width="2" points="${line(2)}"/>
<text x="70" y="258" fill="#b23a22">false alarm (${fresh.length})</text><text x="230" y="258" fill="#0e5f5a">miss (${again.length}, quality 40+)</text><text x="600" y="258" text-anchor="end">score of bozorth3</text></svg>\n`)
console.log(`curve: ${path.join(out, 'fingers.svg')}`)
await rig.stop()
