package io.asyncorm.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.asyncorm.query.MergeKind;

/**
 * Says of what kinds operations that are called through a repository may become one
 * statement with others, while they wait for a lane. Replaces
 * {@code async-orm.execution.merge} there.
 *
 * <pre class="code">
 * &#64;Merge({ MergeKind.LOOKUPS, MergeKind.CREATES })
 * public interface Visits extends AsyncRepository&lt;Visit, Long&gt; {
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Merge {

	/** The kinds; empty if each operation is to have a statement of its own. */
	MergeKind[] value();

}
