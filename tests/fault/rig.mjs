// A disk whose power can be cut: an ext4 file system on a block device that lives in nbdkit's memory.
// What was not flushed dies with nbdkit's kill -9, as in a drive's cache.  Needs root, FUSE and a loop
// device; why not is said by Rig.missing().
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isRoot, processesWith, sleep, tempFolder, until } from '../it/stack.mjs'

const quiet = { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' }
const run = (program, ...args) => execFileSync(program, args, quiet).trim()
const attempt = (program, ...args) => { try { return run(program, ...args) } catch { return null } }

// Pids of what names the folder or works in it (the workers of nginx say nothing of it).
function runsFrom(folder) {
	const within = fs.readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => {
		try {
			return fs.readlinkSync(`/proc/${p}/cwd`).startsWith(folder)
		} catch {
			return false
		}
	})
	return [...new Set([...processesWith(folder).map(p => p.pid), ...within.map(Number)])]
}

export class Rig {
	static async missing() {
		if (!isRoot) return 'only root may mount a disk'
		for (const f of ['/dev/fuse', '/dev/loop-control'])
			if (!fs.existsSync(f)) return `${f} is not there`
		for (const program of ['nbdkit', 'nbdfuse', 'mkfs.ext4', 'losetup'])
			if (attempt('which', program) === null) return `${program} is not installed (tools/setup fault)`
		const small = new Rig(16)
		try {
			await small.up()
			return null
		} catch (e) {
			return `no disk can be mounted here: ${String(e.stderr || e.message).trim().split('\n')[0]}`
		} finally {
			small.gone()
		}
	}

	constructor(megabytes = 900) {
		this.top = tempFolder('rig')
		this.image = path.join(this.top, 'disk')
		this.mount = path.join(this.top, 'm')
		this.fuse = path.join(this.top, 'f')
		fs.mkdirSync(this.mount)
		fs.mkdirSync(this.fuse)
		fs.closeSync(fs.openSync(this.image, 'w'))
		fs.truncateSync(this.image, megabytes * 1048576)
		run('mkfs.ext4', '-q', '-F', this.image)
	}

	async up() {
		const socket = path.join(this.top, 'nbd.sock')
		this.nbdkit = spawn('nbdkit', ['-f', '-U', socket, '--filter=cache', 'file', this.image, 'cache=writeback', 'cache-max-size=2G'],
			{ stdio: 'ignore', env: { ...process.env, TMPDIR: this.top } })
		await until('nbdkit is up', () => fs.existsSync(socket))
		this.nbdfuse = spawn('nbdfuse', [path.join(this.fuse, 'disk'), '--unix', socket], { stdio: 'ignore' })
		const disk = path.join(this.fuse, 'disk')
		await until('the disk is there', () => { try { return fs.statSync(disk).size > 0 } catch { return false } })
		this.loop = run('losetup', '-f', '--show', disk)
		run('mount', '-o', 'errors=remount-ro', this.loop, this.mount)
		fs.chmodSync(this.mount, 0o755)
	}

	// The power goes: first the disk, then everything that ran from it.
	async cut(folder) {
		this.nbdkit.kill('SIGKILL')
		for (let i = 0; i < 50; i++) {
			const left = runsFrom(folder)
			left.forEach(pid => { try { process.kill(pid, 'SIGKILL') } catch { /* gone */ } })
			if (!left.length) break
			await sleep(50)
		}
		this.release()
		fs.rmSync(path.join(this.top, 'nbd.sock'), { force: true })
	}

	release() {
		if (attempt('umount', this.mount) === null) attempt('umount', '-l', this.mount)
		if (this.loop) attempt('losetup', '-d', this.loop)
		this.nbdfuse?.kill('SIGKILL')
		attempt('umount', '-l', path.join(this.fuse, 'disk'))
		attempt('umount', '-l', this.fuse)
		this.nbdkit?.kill('SIGKILL')
		this.loop = this.nbdfuse = this.nbdkit = null
	}

	gone() {
		this.release()
		fs.rmSync(this.top, { recursive: true, force: true })
	}
}
