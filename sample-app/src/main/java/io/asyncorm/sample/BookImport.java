package io.asyncorm.sample;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Loads the books of a file, {@code --import=FILE}, that has the columns of
 * {@code books.csv}. Lines that cannot be stored are reported, and the others are stored;
 * importing the file again stores none twice. However long the file is, only a few
 * batches of it are in memory: reading waits until one of them is stored.
 * <p>
 * The exit code is {@value #REFUSED} where lines were refused, and {@value #UNREADABLE}
 * where the file cannot be read or is no such file.
 */
@Component
@Profile(SampleApplication.IMPORT)
class BookImport implements ApplicationRunner, ExitCodeGenerator {

	static final int UNREADABLE = 1;

	static final int REFUSED = 2;

	private static final int LINES = 1000;

	private static final int BATCHES = 4;

	private final ImportBatches batches;

	private final Semaphore free = new Semaphore(BATCHES);

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private volatile int exitCode;

	BookImport(ImportBatches batches) {
		this.batches = batches;
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		List<String> files = arguments.getOptionValues(SampleApplication.IMPORT);
		if (files == null || files.size() != 1) {
			refuse("name one file: --import=FILE");
			return;
		}
		try {
			load(Path.of(files.getFirst()));
		}
		catch (NoSuchFileException ex) {
			refuse(ex.getFile() + " does not exist");
		}
		catch (IOException ex) {
			refuse(files.getFirst() + " cannot be read: " + ex.getMessage());
		}
		catch (ImportLineException ex) {
			refuse(files.getFirst() + ": " + ex.getMessage());
		}
	}

	private void refuse(String reason) {
		System.out.println("import: " + reason);
		this.exitCode = UNREADABLE;
	}

	private void load(Path file) throws IOException, ImportLineException, InterruptedException {
		try (LineReader lines = new LineReader(Files.newInputStream(file))) {
			if (!lines.advance()) {
				throw new ImportLineException("the file is empty");
			}
			ImportFormat format = ImportFormat.of(lines.text());
			ImportProgress progress = new ImportProgress(System.out, isTerminal(), System::nanoTime, Files.size(file));
			try {
				load(lines, format, progress);
			}
			finally {
				this.free.acquire(BATCHES);
				progress.end();
				this.exitCode = progress.hasRefused() ? REFUSED : 0;
			}
			failIfABatchFailed();
		}
	}

	/** Since Java 22, there is a console of redirected output, too, which tells that. */
	private static boolean isTerminal() {
		Console console = System.console();
		if (console == null) {
			return false;
		}
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

	private void load(LineReader lines, ImportFormat format, ImportProgress progress)
			throws IOException, InterruptedException {
		long lastKey = this.batches.lastKey();
		List<ImportLine> batch = new ArrayList<>(LINES);
		while (lines.advance()) {
			progress.read(lines.bytes(), lines.number());
			try {
				String text = lines.text();
				if (!text.isBlank()) {
					batch.add(format.parse(lines.number(), text));
				}
			}
			catch (ImportLineException ex) {
				progress.done(
						ImportedLines.refused(new ImportLine.Refusal(lines.number(), String.valueOf(ex.getMessage()))));
			}
			if (batch.size() == LINES) {
				store(List.copyOf(batch), lastKey, progress);
				batch.clear();
			}
		}
		if (!batch.isEmpty()) {
			store(batch, lastKey, progress);
		}
	}

	private void failIfABatchFailed() {
		Throwable failed = this.failure.get();
		if (failed != null) {
			throw new IllegalStateException(
					"The import stopped; import the file again, which goes on with the lines that are not stored",
					failed);
		}
	}

	private void store(List<ImportLine> batch, long lastKey, ImportProgress progress) throws InterruptedException {
		this.free.acquire();
		storing(batch, lastKey).whenComplete((stored, failed) -> {
			try {
				if (failed != null) {
					this.failure.compareAndSet(null, failed);
				}
				else {
					progress.done(stored);
				}
			}
			finally {
				this.free.release();
			}
		});
	}

	/** Gives back what was acquired for a batch that does not begin. */
	private CompletableFuture<ImportedLines> storing(List<ImportLine> batch, long lastKey) {
		try {
			failIfABatchFailed();
			return this.batches.store(batch, lastKey);
		}
		catch (RuntimeException | Error ex) {
			this.free.release();
			throw ex;
		}
	}

}
