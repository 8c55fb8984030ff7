package io.asyncorm.tagging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.plan.CallSite;
import io.asyncorm.query.SqlTag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Puts a comment into each statement that says which operation sends it, from which line
 * of the application, and how its query set is tagged. The text is the same for the same
 * call, so that drivers keep it prepared: nothing enters it that changes from one call to
 * the next. As each line that sends a statement makes a text of its own, they are
 * counted; once there are too many for the drivers' caches, further ones say the
 * operation alone. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StatementTags {

	/** Nothing but tags of query sets. */
	public static final StatementTags NONE = new StatementTags(Set.of());

	/** PostgreSQL's driver keeps 256 statements prepared on each connection. */
	static final int MOST_TEXTS = 200;

	private static final Log logger = LogFactory.getLog(StatementTags.class);

	private final boolean operations;

	private final boolean sites;

	private final Map<Call, String> texts = new ConcurrentHashMap<>();

	private volatile boolean full;

	/**
	 * @param tags what comments say of each statement
	 */
	public StatementTags(Set<SqlTag> tags) {
		Assert.notNull(tags, "'tags' must not be null");
		this.operations = tags.contains(SqlTag.OPERATION);
		this.sites = tags.contains(SqlTag.SITE);
	}

	/** Whether comments say the line that called. */
	public boolean tellSites() {
		return this.sites;
	}

	/**
	 * The text of a statement as it is sent.
	 * @param operation what it is for, such as {@code Book.alist}
	 * @param caller where it was called, and how its query set is tagged
	 * @param sql its text
	 */
	public String text(String operation, CallSite caller, String sql) {
		String tag = caller.tag();
		if (!this.operations && !this.sites && tag == null) {
			return sql;
		}
		Call call = new Call(sql, operation, this.sites ? caller.site() : null, tag);
		if (call.site() == null && call.tag() == null) {
			return text(call); // no more texts than there are without comments
		}
		String known = this.texts.get(call);
		if (known != null) {
			return known;
		}
		return this.full ? text(call.ofOperation()) : add(call);
	}

	/** What several lines send has one text for each line. */
	private synchronized String add(Call call) {
		if (this.texts.size() < MOST_TEXTS) {
			return this.texts.computeIfAbsent(call, this::text);
		}
		if (!this.full) {
			this.full = true;
			logger.info("Statements are tagged with their operation alone from now on where they come from further"
					+ " lines, as there are " + MOST_TEXTS + " texts: with more, drivers would not keep them prepared");
		}
		return text(call.ofOperation());
	}

	private String text(Call call) {
		return TaggedSql.of(call.sql(),
				TaggedSql.comment(this.operations ? call.operation() : null, call.site(), call.tag()));
	}

	/**
	 * A statement of a line.
	 */
	private record Call(String sql, String operation, @Nullable String site, @Nullable String tag) {

		/** What it is for, wherever it comes from. */
		Call ofOperation() {
			return new Call(this.sql, this.operation, null, null);
		}

	}

}
