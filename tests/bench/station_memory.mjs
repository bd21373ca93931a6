// Memory and files of station and reader over many captures: flat, or it leaks.  The reader is a new process for each
// applicant; what is shown of it is the largest that one became.
// Env: CAPTURES (1000; the release's figure is 10000, about an hour).
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { startRig } from '../it/station_rig.mjs'

const captures = Number(process.env.CAPTURES ?? 1000), fingers = 10, WARM = 100, GROWTH_KIB = 1024
const rig = await startRig({ virtual: true, conf: { quality_min: 0 } })
await rig.ready()
rig.say('delay 0')
const status = (pid, what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
const look = () => ({ rss: status(rig.children.station.pid, 'VmRSS'), files: fs.readdirSync(`/proc/${rig.children.station.pid}/fd`).length })
let done = 0, people = 0, reader = 0, first = null
const began = Date.now()
while (done < captures) {
	const kase = randomUUID()
	for (let f = 1; f <= fingers && done < captures; f++, done++) {
		const r = await rig.capture(kase, f, { quality_min: 0 })
		if (!['done', 'failed'].includes(r.state))
			throw new Error(JSON.stringify(r))
		await rig.get(`/v1/captures/${r.job}/blob`)		// as rekam-web takes it
	}
	reader = Math.max(reader, status(rig.children.reader.pid, 'VmHWM'))
	await rig.post(`/v1/sessions/${kase}/end`, '{}')
	await rig.ready()
	people++
	if (first === null && done >= WARM)
		first = look()
	if (done % Math.max(fingers, Math.round(captures / 100) * 10) === 0)
		console.log(`${String(done).padStart(6)} captures  station ${look().rss} KiB, ${look().files} files; largest reader ${reader} KiB`)
}
const last = look()
console.log(`${people} people, ${done} captures, ${Math.round((Date.now() - began) / 1000)} s`)
const flat = last.rss - first.rss < GROWTH_KIB && last.files <= first.files
console.log(`${flat ? 'met   ' : 'MISSED'} flat: station ${first.rss} KiB and ${first.files} files after ${WARM}, ${last.rss} KiB and ${last.files} files at the end`)
await rig.stop()
process.exit(flat ? 0 : 1)
