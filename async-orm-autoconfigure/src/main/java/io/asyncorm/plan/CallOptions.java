package io.asyncorm.plan;

import java.time.Duration;
import java.util.Set;

import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a call is carried out, which is no part of what it means: operations that differ in
 * this alone are the same statement. A dispatcher has some, see
 * {@link OperationDispatcher#with}. Immutable.
 *
 * @param timeout how long it may take, all that it waits for included; zero for as long
 * as it wants, null for what is usual
 * @param background whether it leaves half of the lanes to others
 * @param merge of what kinds it may become one statement with others; null for what is
 * usual
 * @param tag what its statements say in a comment; null if nothing
 * @param readsFrom which server is read from; null for what is usual
 * @since 0.1.0
 */
public record CallOptions(@Nullable Duration timeout, boolean background, @Nullable Set<MergeKind> merge,
		@Nullable String tag, @Nullable ReadsFrom readsFrom) {

	/** What holds where nothing is said. */
	public static final CallOptions DEFAULTS = new CallOptions(null, false, null, null, null);

	private static final int LONGEST_TAG = 100;

	public CallOptions {
		Assert.isTrue(timeout == null || !timeout.isNegative(), "'timeout' must not be negative");
		merge = (merge != null) ? Set.copyOf(merge) : null;
	}

	/** These options with another {@link #timeout()}. */
	public CallOptions withTimeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		return new CallOptions(timeout, this.background, this.merge, this.tag, this.readsFrom);
	}

	/** These options of what is done in the background. */
	public CallOptions inBackground() {
		return new CallOptions(this.timeout, true, this.merge, this.tag, this.readsFrom);
	}

	/** These options with another {@link #merge()}. */
	public CallOptions withMerge(Set<MergeKind> merge) {
		Assert.notNull(merge, "'merge' must not be null");
		return new CallOptions(this.timeout, this.background, merge, this.tag, this.readsFrom);
	}

	/**
	 * These options with another {@link #tag()}.
	 * @throws IllegalArgumentException if it is blank, or longer than a hundred
	 * characters
	 */
	public CallOptions withTag(String tag) {
		Assert.hasText(tag, "'tag' must not be blank");
		Assert.isTrue(tag.length() <= LONGEST_TAG, () -> "'tag' has " + tag.length() + " characters, and may have "
				+ LONGEST_TAG + ": it names a part of the application, such as \"home page\"");
		return new CallOptions(this.timeout, this.background, this.merge, tag, this.readsFrom);
	}

	/** These options with another {@link #readsFrom()}. */
	public CallOptions readingFrom(@Nullable ReadsFrom readsFrom) {
		return new CallOptions(this.timeout, this.background, this.merge, this.tag, readsFrom);
	}

}
