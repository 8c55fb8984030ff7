package io.asyncorm;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles a class that stands in a text.
 */
public final class SnippetCompiler {

	private SnippetCompiler() {
	}

	/** Gives what the compiler has to say, each with the line that it is about. */
	public static List<String> compile(String name, String source, Path output) {
		return compile(Map.of(name, source), output);
	}

	/** As above, of classes that may know each other, by their names with slashes. */
	public static List<String> compile(Map<String, String> sources, Path output) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("-d", output.toString(), "-sourcepath", output.toString(), "-classpath",
				System.getProperty("java.class.path"), "-proc:none", "-parameters",
				"-Xlint:all,-path,-classfile,-overloads");
		List<Source> units = sources.entrySet()
			.stream()
			.map((source) -> new Source(source.getKey(), source.getValue()))
			.toList();
		compiler.getTask(new StringWriter(), null, diagnostics, options, null, units).call();
		// What is said while messages are put together is of no source
		return List.copyOf(diagnostics.getDiagnostics())
			.stream()
			.filter((diagnostic) -> diagnostic.getSource() != null)
			.map(SnippetCompiler::describe)
			.toList();
	}

	private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
		try {
			List<String> lines = diagnostic.getSource().getCharContent(true).toString().lines().toList();
			return diagnostic.getMessage(null) + " in: " + lines.get((int) diagnostic.getLineNumber() - 1).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String name, String text) {
			super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
