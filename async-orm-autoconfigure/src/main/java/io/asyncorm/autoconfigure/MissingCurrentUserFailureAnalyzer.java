package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.MissingCurrentUserException;
import io.asyncorm.model.CurrentUser;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.ClassUtils;

/**
 * Explains at startup that nobody tells who is acting, also to those who have told Spring
 * Data.
 */
final class MissingCurrentUserFailureAnalyzer extends AbstractFailureAnalyzer<MissingCurrentUserException> {

	private static final String AUDITOR = "org.springframework.data.domain.AuditorAware";

	private final BeanFactory beans;

	MissingCurrentUserFailureAnalyzer(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingCurrentUserException cause) {
		return new FailureAnalysis(cause.why(), mend(), cause);
	}

	private String mend() {
		String bean = "Declare a bean of type '%s'".formatted(CurrentUser.class.getName());
		ClassLoader classLoader = getClass().getClassLoader();
		if (!ClassUtils.isPresent(AUDITOR, classLoader)) {
			return bean + ": @Bean CurrentUser currentUser() { return () ->"
					+ " SecurityContextHolder.getContext().getAuthentication().getName(); }";
		}
		return (bean + ". %s: @Bean CurrentUser currentUser(AuditorAware<?> auditor) { return () ->"
				+ " auditor.getCurrentAuditor().orElse(null); }")
			.formatted(hasBean(ClassUtils.resolveClassName(AUDITOR, classLoader))
					? "The AuditorAware that is there is Spring Data's, and is not asked without it"
					: "It takes the place of Spring Data's AuditorAware, and may ask one");
	}

	private boolean hasBean(Class<?> type) {
		return this.beans instanceof ListableBeanFactory listable
				&& listable.getBeanNamesForType(type, true, false).length > 0;
	}

}
