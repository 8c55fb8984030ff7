package io.asyncorm.oracle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source that notes the statements that are sent over it.
 */
final class StatementLog extends DelegatingDataSource {

	/** What the oracle does not count either, and our own locks. */
	private static final Pattern UNCOUNTED = Pattern
		.compile("(?is)\\s*(savepoint|release|rollback|set)\\b.*|.*\\bpg_(try_)?advisory_.*");

	private static final Pattern JOIN = Pattern.compile("(?i)\\bjoin\\b");

	private static final Pattern LOCK = Pattern.compile("(FOR (NO KEY )?UPDATE.*)$");

	private final List<String> statements = new CopyOnWriteArrayList<>();

	StatementLog(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return logging(Connection.class, super.getConnection(), null);
	}

	void clear() {
		this.statements.clear();
	}

	List<String> statements() {
		return List.copyOf(this.statements);
	}

	/** The joins of the last SELECT; -1 if there was none. */
	int joins() {
		List<String> selects = statements().stream()
			.filter((sql) -> sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select"))
			.toList();
		return selects.isEmpty() ? -1 : (int) JOIN.matcher(selects.get(selects.size() - 1)).results().count();
	}

	/** How the last statement locks rows. */
	RowLocking lock() {
		List<String> sent = statements();
		Matcher lock = LOCK.matcher(sent.isEmpty() ? "" : sent.get(sent.size() - 1));
		return new RowLocking(lock.find() ? lock.group(1) : "");
	}

	private <T> T logging(Class<T> type, Object target, @Nullable String prepared) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			note(method, arguments, prepared);
			Object result = invoke(target, method, arguments);
			String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) ? text
					: null;
			return (result instanceof Statement statement && target instanceof Connection)
					? logging(statementType(statement), statement, sql) : result;
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private void note(Method method, Object @Nullable [] arguments, @Nullable String prepared) {
		if (!method.getName().startsWith("execute")) {
			return;
		}
		String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) ? text
				: prepared;
		if (sql != null && !UNCOUNTED.matcher(sql).matches()) {
			this.statements.add(sql);
		}
	}

	private static Class<? extends Statement> statementType(Statement statement) {
		if (statement instanceof CallableStatement) {
			return CallableStatement.class;
		}
		return (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
	}

	private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * The clause of a statement that locks rows; empty if there is none.
	 */
	record RowLocking(String clause) {

	}

}
