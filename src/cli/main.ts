// Imports nothing before it knows what is asked for: who only asks for the version waits for nothing else.

// A reader that has seen enough (`| head`) closes the pipe: what is left to say is said to nobody, and that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = await import('earshot:version');
  process.stdout.write(`${version}\n`);
} else {
  const { run } = await import('./run.ts');
  await run(args);
}
