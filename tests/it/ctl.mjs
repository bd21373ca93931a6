// One command of rekamctl, as an administrator types it: ctl(...words) -> { status, out, err }, done() gives what it
// said, refused(pattern, ...words) that it failed with one line that says why.
//
//	const { ctl, done, refused, words } = rekamctl(() => path.join(s.dir, 'rekam.conf'), 'station')
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build } from './stack.mjs'

export function rekamctl(conf, command) {
	const words = args => [path.join(build, 'bin/rekamctl'), ['-c', conf(), command, ...args]]
	function ctl(...args) {
		const r = spawnSync(...words(args), { encoding: 'utf8', timeout: 60000 })
		return { status: r.status, out: r.stdout, err: r.stderr }
	}
	function done(...args) {
		const r = ctl(...args)
		assert.equal(r.status, 0, `${args.join(' ')}: ${r.out}${r.err}`)
		return r.out
	}
	function refused(pattern, ...args) {
		const r = ctl(...args)
		assert.equal(r.status, 1, `${args.join(' ')}: ${r.out}`)
		assert.match(r.err, pattern)
		assert.equal(r.err.trim().split('\n').length, 1, 'one line says why')
	}
	return { ctl, done, refused, words }
}
