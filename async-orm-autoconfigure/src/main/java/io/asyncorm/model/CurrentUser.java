package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Tells who is acting, for {@link CreatedBy} and {@link ModifiedBy}; a bean, or given to
 * {@code AsyncOrm.builder(...)}:
 *
 * <pre class="code">
 * &#64;Bean
 * CurrentUser currentUser() {
 * 	return () -&gt; SecurityContextHolder.getContext().getAuthentication().getName();
 * }
 * </pre>
 *
 * It is asked on the caller's thread, when the a-method is called.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CurrentUser {

	/** Nobody. */
	CurrentUser NOBODY = () -> null;

	/**
	 * The user as the properties hold it, such as a name, a key or a {@code Ref}; null if
	 * nobody is.
	 */
	@Nullable Object get();

}
