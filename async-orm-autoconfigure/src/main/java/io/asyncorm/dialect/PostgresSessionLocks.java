package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads the process ids in what PostgreSQL tells of deadlocks. Loaded only where the
 * driver is on the class path.
 */
final class PostgresSessionLocks implements SessionLocks {

	private static final String DEADLOCK = "40P01";

	/**
	 * The first number of each line, whatever the language: the process that waits. The
	 * last one is the process that the next line is about.
	 */
	private static final Pattern WAITING = Pattern.compile("(?m)^\\D*?(\\d+)\\b");

	/** What may not be seen, as of sessions of other roles, is null. */
	private static final String ACTIVITY = """
			SELECT concat_ws(chr(31), pid, coalesce(state, ''),
				coalesce(((extract(epoch from clock_timestamp() - query_start) * 1000000)::bigint)::text, ''),
				coalesce(replace(application_name, chr(31), ' '), ''), coalesce(query, ''))
			FROM pg_stat_activity WHERE pid = ANY(%s)""";

	@Override
	public @Nullable Integer process(Connection connection) throws SQLException {
		return connection.isWrapperFor(PGConnection.class) ? connection.unwrap(PGConnection.class).getBackendPID()
				: null;
	}

	@Override
	public List<Integer> deadlocked(SQLException error) {
		if (!DEADLOCK.equals(error.getSQLState()) || !(error instanceof PSQLException told)) {
			return List.of();
		}
		ServerErrorMessage message = told.getServerErrorMessage();
		List<Integer> processes = new ArrayList<>();
		if (message != null && message.getDetail() != null) {
			Matcher matcher = WAITING.matcher(message.getDetail());
			while (matcher.find()) {
				processes.add(Integer.valueOf(matcher.group(1)));
			}
		}
		return processes;
	}

	@Override
	public String activity(Collection<Integer> processes) {
		return ACTIVITY.formatted(processes.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'")));
	}

	@Override
	public String blocking(int process) {
		return ACTIVITY.formatted("pg_blocking_pids(" + process + ")");
	}

}
