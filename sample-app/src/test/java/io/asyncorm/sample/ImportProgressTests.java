package io.asyncorm.sample;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.asyncorm.sample.ImportLine.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportProgress}.
 */
class ImportProgressTests {

	private final AtomicLong now = new AtomicLong(7);

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.written, true, StandardCharsets.UTF_8);

	@Test
	void redrawsOneLineOnATerminal() {
		ImportProgress progress = new ImportProgress(this.out, true, this.now::get, 1000);

		pass(Duration.ofMillis(50));
		progress.read(200, 20);
		pass(Duration.ofMillis(50));
		progress.read(500, 50);

		assertThat(text())
			.isEqualTo("\r\u001b[K[===============               ]  50 %, 50 lines, 500 lines per second");
	}

	@Test
	void aRefusedLineTakesThePlaceOfTheBar() {
		ImportProgress progress = new ImportProgress(this.out, true, this.now::get, 1000);

		progress.done(ImportedLines.refused(new Refusal(3, "no title")));

		assertThat(text()).isEqualTo("\r\u001b[Kline 3: no title\n");
		assertThat(progress.hasRefused()).isTrue();
	}

	@Test
	void writesALineEveryFewSecondsWhereThereIsNoTerminal() {
		ImportProgress progress = new ImportProgress(this.out, false, this.now::get, 1000);

		for (int second = 1; second <= 10; second++) {
			pass(Duration.ofSeconds(1));
			progress.read(second * 100, second * 1000);
		}

		assertThat(text()).isEqualTo("""
				import: 50 %, 5,000 lines, 1,000 lines per second
				import: 100 %, 10,000 lines, 1,000 lines per second
				""");
	}

	@Test
	void sumsUpInTheEnd() {
		ImportProgress progress = new ImportProgress(this.out, false, this.now::get, 1000);

		progress.done(new ImportedLines(1000, 2, List.of()));
		progress.done(new ImportedLines(500, 3, List.of(new Refusal(9, "no author"))));
		pass(Duration.ofMillis(2500));
		progress.end();

		assertThat(text()).isEqualTo("""
				line 9: no author
				import: 1,500 loaded, 5 already there, 1 refused, 2.5 s
				""");
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private String text() {
		return this.written.toString(StandardCharsets.UTF_8);
	}

}
