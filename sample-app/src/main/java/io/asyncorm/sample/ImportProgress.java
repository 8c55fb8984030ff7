package io.asyncorm.sample;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import io.asyncorm.sample.ImportLine.Refusal;

/**
 * Tells who started an import how far it is, by one line that is drawn again and again on
 * a terminal, and elsewhere by a line every few seconds; which lines are refused; and
 * what became of all in the end. Thread-safe.
 */
class ImportProgress {

	private static final Duration REDRAWN_EVERY = Duration.ofMillis(100);

	private static final Duration LOGGED_EVERY = Duration.ofSeconds(5);

	private static final int WIDTH = 30;

	private static final String CLEARED = "\r\u001b[K";

	private final PrintStream out;

	private final boolean terminal;

	private final LongSupplier nanoTime;

	private final long begin;

	private final long size;

	private ImportedLines total = new ImportedLines(0, 0, List.of());

	private long refused;

	private long told;

	/**
	 * Begins to tell.
	 * @param terminal whether lines can be drawn again
	 * @param nanoTime a clock
	 * @param size how many bytes the file has
	 */
	ImportProgress(PrintStream out, boolean terminal, LongSupplier nanoTime, long size) {
		this.out = out;
		this.terminal = terminal;
		this.nanoTime = nanoTime;
		this.size = size;
		this.begin = nanoTime.getAsLong();
		this.told = this.begin;
	}

	/** Called often, with what has been read so far. */
	synchronized void read(long bytes, long lines) {
		long now = this.nanoTime.getAsLong();
		if (now - this.told < (this.terminal ? REDRAWN_EVERY : LOGGED_EVERY).toNanos()) {
			return;
		}
		this.told = now;
		long percent = (this.size == 0) ? 0 : Math.min(100, bytes * 100 / this.size);
		String text = String.format(Locale.ROOT, "%3d %%, %,d lines, %,.0f lines per second", percent, lines,
				lines / seconds(now));
		if (this.terminal) {
			int done = (int) (percent * WIDTH / 100);
			this.out.print(CLEARED + "[" + "=".repeat(done) + " ".repeat(WIDTH - done) + "] " + text);
			this.out.flush();
		}
		else {
			this.out.println("import: " + text.strip());
		}
	}

	/** Called when it is known what became of some lines. */
	synchronized void done(ImportedLines lines) {
		this.total = new ImportedLines(this.total.loaded() + lines.loaded(), this.total.present() + lines.present(),
				List.of());
		for (Refusal refusal : lines.refused()) {
			this.refused++;
			this.out.println((this.terminal ? CLEARED : "") + "line " + refusal.line() + ": " + refusal.reason());
		}
	}

	/** Says what became of all lines. */
	synchronized void end() {
		this.out.println((this.terminal ? CLEARED : "")
				+ String.format(Locale.ROOT, "import: %,d loaded, %,d already there, %,d refused, %.1f s",
						this.total.loaded(), this.total.present(), this.refused, seconds(this.nanoTime.getAsLong())));
	}

	synchronized boolean hasRefused() {
		return this.refused > 0;
	}

	private double seconds(long now) {
		return (now - this.begin) / 1e9;
	}

}
