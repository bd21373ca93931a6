// What the source itself promises: memory, conversions; the runs under the sanitizers are .ci/run's.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { top } from './stack.mjs'
import { asvs } from './asvs.mjs'

const read = f => fs.readFileSync(path.join(top, f), 'utf8')
const sources = ['fcgi', 'tools'].flatMap(d => fs.readdirSync(path.join(top, d), { recursive: true }).filter(f => /\.[ch]$/.test(f)).map(f => path.join(d, f)))
// without comments and the contents of strings
const code = f => read(f).replace(/\/\*[^]*?\*\//g, '').replace(/"(\\.|[^"\\\n])*"/g, '""')
const variable = (name, ...args) => execFileSync('make', ['-s', '--no-print-directory', ...args, `print-${name}`], { cwd: top, encoding: 'utf8', env: { ...process.env, MAKEFLAGS: '' } })

await test('the source', async t => {
	await asvs(t, 'asvs_v1_4_1', 'no unbounded string function; the whole suite also runs under AddressSanitizer', async () => {
		for (const f of sources)
			assert.doesNotMatch(code(f), /\b(strcpy|strcat|sprintf|vsprintf|gets|stpcpy|strncpy|alloca)\s*\(/, f)
		assert.match(variable('CFLAGS', 'SAN=1'), /-fsanitize=address,undefined -fno-sanitize-recover=all/)
		assert.match(variable('CFLAGS', 'SAN='), /-D_FORTIFY_SOURCE=3 -fstack-protector-strong/)
		assert.match(read('.ci/run'), /make SAN=1 test PARTS="build unit it"/)
	})
	await asvs(t, 'asvs_v1_4_2', 'a conversion that loses bits or a sign does not compile', async () => {
		const flags = variable('CFLAGS', 'SAN=')
		for (const flag of ['-Wconversion', '-Wsign-conversion', '-Werror', '-Wvla'])
			assert.ok(flags.split(/\s+/).includes(flag), `${flag} is missing`)
		for (const f of sources)
			assert.doesNotMatch(read(f), /#\s*pragma\s+GCC\s+diagnostic\s+ignored\s+"-W(sign-)?conversion"/, f)
	})
	await asvs(t, 'asvs_v1_3_10', 'format strings are literals', async () => {
		assert.match(variable('CFLAGS', 'SAN='), /-Wformat=2/)
	})
})
