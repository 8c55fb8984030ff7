package io.asyncorm.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.dialect.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a case and holds its outcome against the expected one.
 */
final class CaseRunner {

	private final OracleDatabase database;

	private final TableChanges tables;

	CaseRunner(OracleDatabase database) {
		this.database = database;
		this.tables = new TableChanges(database.jdbc());
	}

	Verdict run(OracleCase oracleCase) {
		AtomicReference<@Nullable Verdict> verdict = new AtomicReference<>();
		Runnable execution = () -> verdict.set(execute(oracleCase));
		if (oracleCase.locked() != null) {
			this.database.whileLocked(oracleCase.locked(), execution);
		}
		else {
			execution.run();
		}
		return Objects.requireNonNull(verdict.get());
	}

	/** In a transaction that is rolled back, which every operation joins. */
	private Verdict execute(OracleCase oracleCase) {
		if (oracleCase.autocommit()) {
			this.database.forgetSent();
			return judge(oracleCase, attempt(oracleCase));
		}
		if (oracleCase.writes()) {
			this.database.resetSequences();
		}
		return Objects.requireNonNull(this.database.transactionTemplate().execute((status) -> {
			status.setRollbackOnly();
			this.database.forgetSent();
			return judge(oracleCase, attempt(oracleCase));
		}));
	}

	private @Nullable Object attempt(OracleCase oracleCase) {
		try {
			return new Scripts(new CaseSession(this.database, oracleCase.timeZoneName())).run(oracleCase);
		}
		catch (RuntimeException ex) {
			return new Failure(ex);
		}
	}

	private Verdict judge(OracleCase oracleCase, @Nullable Object result) {
		List<String> statements = this.database.sent().statements();
		int joins = this.database.sent().joins();
		JsonNode expected = oracleCase.expect();
		// An error ends the case, and with it what it had changed
		boolean looksAtTables = oracleCase.writes() && !(result instanceof Failure) && !expected.has("error");
		Map<String, Map<String, List<Object>>> changes = looksAtTables
				? this.tables.since(this.database.jdbc(), oracleCase.looseIds()) : null;
		String missingFeature = missingFeature(result);
		boolean passed = missingFeature == null && matches(oracleCase, result) && (changes == null || TableChanges
			.matches(expected.path("diff"), changes, this.database.comparison(), oracleCase.looseIds()));
		return new Verdict(oracleCase, passed, missingFeature, new Verdict.Outcome(result, changes).toString(),
				statements, joins);
	}

	/**
	 * What the database has said that it cannot do; null if it did all that was wanted.
	 */
	private static @Nullable String missingFeature(@Nullable Object result) {
		if (result instanceof List<?> steps) {
			return steps.stream().map(CaseRunner::missingFeature).filter(Objects::nonNull).findFirst().orElse(null);
		}
		return (result instanceof Failure failure && failure.cause() instanceof UnsupportedFeatureException missing)
				? missing.getFeature() : null;
	}

	private boolean matches(OracleCase oracleCase, @Nullable Object result) {
		if (result instanceof Failure failure && failure.cause() instanceof NotExpressible) {
			return false;
		}
		JsonNode expected = oracleCase.expect();
		if (oracleCase.group() == OracleCase.Group.ACCIDENTAL) {
			return true;
		}
		if (expected.has("error")) {
			return result instanceof Failure && this.database.comparison().matches(expected, result);
		}
		return !(result instanceof Failure)
				&& this.database.comparison().matches(expected.get("result"), result, oracleCase.ordered());
	}

}
