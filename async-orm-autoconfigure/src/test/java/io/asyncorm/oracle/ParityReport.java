package io.asyncorm.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts what passed.
 */
final class ParityReport {

	private static final int WIDTH = 120;

	private final List<Verdict> verdicts = new ArrayList<>();

	private final String title;

	private final String database;

	/**
	 * @param title what the first line begins with
	 * @param database name of the database that the cases run on
	 */
	ParityReport(String title, String database) {
		this.title = title;
		this.database = database;
	}

	void add(Verdict verdict) {
		this.verdicts.add(verdict);
	}

	/** Passed cases by area, of those that are ours to match. */
	Map<String, Integer> passedByArea() {
		Map<String, Integer> counts = new TreeMap<>();
		counted()
			.forEach((verdict) -> counts.merge(verdict.oracleCase().area(), verdict.passed() ? 1 : 0, Integer::sum));
		return counts;
	}

	private List<Verdict> counted() {
		return group(OracleCase.Group.COUNTED);
	}

	private List<Verdict> group(OracleCase.Group group) {
		return this.verdicts.stream().filter((verdict) -> verdict.oracleCase().group() == group).toList();
	}

	/** The summary and the failing cases, the latter shortened unless all is wanted. */
	String text(boolean whole) {
		StringBuilder text = new StringBuilder();
		List<Verdict> counted = counted();
		text.append(this.title).append(": ").append(ofAll(counted)).append(" cases passed");
		text.append(missingFeatures(counted)).append('\n');
		Map<String, List<Verdict>> areas = new TreeMap<>();
		counted.forEach((verdict) -> areas.computeIfAbsent(verdict.oracleCase().area(), (any) -> new ArrayList<>())
			.add(verdict));
		areas.forEach((area, verdicts) -> text.append(area)
			.append(": ")
			.append(ofAll(verdicts))
			.append(missing(verdicts))
			.append('\n'));
		text.append("counted apart:");
		for (OracleCase.Group group : OracleCase.Group.values()) {
			if (group != OracleCase.Group.COUNTED) {
				text.append(' ').append(group.name().toLowerCase(Locale.ROOT)).append(' ');
				text.append(ofAll(group(group))).append(',');
			}
		}
		List<Verdict> loose = counted.stream().filter((verdict) -> verdict.oracleCase().looseIds()).toList();
		text.append(" loose_ids (within the areas) ").append(ofAll(loose)).append('\n');
		text.append("of those that passed: ")
			.append(count(Verdict::moreQueries))
			.append(" with more queries than Django, ");
		text.append(count(Verdict::moreJoins)).append(" with more joins\n");
		appendMore(text, whole);
		if (whole) {
			appendMissing(text);
		}
		appendFailures(text, whole);
		return text.toString();
	}

	private static String ofAll(List<Verdict> verdicts) {
		return verdicts.stream().filter(Verdict::passed).count() + " of " + verdicts.size();
	}

	private static String missing(List<Verdict> verdicts) {
		long missing = verdicts.stream().filter((verdict) -> verdict.missingFeature() != null).count();
		return (missing > 0) ? ", " + missing + " not supported" : "";
	}

	/** What the database cannot do, and how many cases would need it. */
	private String missingFeatures(List<Verdict> verdicts) {
		Map<String, Long> features = verdicts.stream()
			.map(Verdict::missingFeature)
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
		if (features.isEmpty()) {
			return "";
		}
		long all = features.values().stream().mapToLong(Long::longValue).sum();
		return ", " + all + " not supported by " + this.database + " ("
				+ features.entrySet()
					.stream()
					.map((feature) -> feature.getKey() + ": " + feature.getValue())
					.collect(Collectors.joining(", "))
				+ ")";
	}

	private long count(Predicate<Verdict> predicate) {
		return this.verdicts.stream().filter(predicate).count();
	}

	private void appendMore(StringBuilder text, boolean whole) {
		for (Verdict verdict : this.verdicts) {
			if (verdict.moreQueries() || verdict.moreJoins()) {
				OracleCase wanted = verdict.oracleCase();
				text.append("more than Django: ").append(wanted.id());
				text.append(" queries ").append(verdict.statements().size()).append('/').append(wanted.queries());
				text.append(", joins ").append(verdict.joins()).append('/').append(wanted.joins()).append('\n');
				appendStatements(text, verdict, whole);
			}
		}
	}

	private static void appendStatements(StringBuilder text, Verdict verdict, boolean whole) {
		(whole ? verdict.statements() : List.<String>of()).forEach((sql) -> text.append("\t").append(sql).append('\n'));
	}

	private void appendFailures(StringBuilder text, boolean whole) {
		int width = whole ? Integer.MAX_VALUE : WIDTH;
		for (Verdict verdict : this.verdicts) {
			if (!verdict.passed() && verdict.missingFeature() == null) {
				OracleCase failed = verdict.oracleCase();
				String mark = (failed.group() == OracleCase.Group.COUNTED) ? "" : " (" + failed.group() + ")";
				mark += verdict.answersWhatWasRefused() ? " (the server that was recorded refuses it)" : "";
				text.append("failed: ").append(failed.id()).append(mark);
				text.append(" expected ").append(Verdict.shortened(failed.expect().toString(), width));
				text.append(" | actual ").append(Verdict.shortened(verdict.actual(), width)).append('\n');
				appendStatements(text, verdict, whole);
			}
		}
	}

	private void appendMissing(StringBuilder text) {
		for (Verdict verdict : this.verdicts) {
			if (verdict.missingFeature() != null) {
				text.append("not supported: ").append(verdict.oracleCase().id()).append(' ');
				text.append(verdict.missingFeature()).append('\n');
			}
		}
	}

	/** Puts all of it into the build's folder. */
	void write(Path file) {
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text(true));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
