package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs in one line what was set up: models, repositories, dialect and lanes.
 */
final class StartupReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupReport.class);

	private final ListableBeanFactory beans;

	private final ModelRegistry models;

	private final Dialect dialect;

	private final LanePlan lanes;

	private final VirtualThreadExecutor threads;

	private final SetupTime time;

	StartupReport(ListableBeanFactory beans, ModelRegistry models, Dialect dialect, LanePlan lanes,
			VirtualThreadExecutor threads, SetupTime time) {
		this.beans = beans;
		this.models = models;
		this.dialect = dialect;
		this.lanes = lanes;
		this.threads = threads;
		this.time = time;
	}

	@Override
	public void afterSingletonsInstantiated() {
		int repositories = this.beans.getBeanNamesForType(RepositoryFactoryBean.class, true, false).length;
		logger.info("async-orm: %s, %s, %s, %s that %s connections, set up in %d ms".formatted(
				count(this.models.models().size(), "model", "models"),
				count(repositories, "repository", "repositories"), this.dialect.name(),
				count(this.lanes.lanes(), "lane", "lanes"), this.lanes.keepConnections() ? "keep their" : "do not keep",
				this.time.total().toMillis()));
		if (!this.threads.carriesContext()) {
			logger.info("async-orm: MDC, locale and trace of a caller are not carried to atomic blocks, callbacks and"
					+ " readings, which run on threads of their own. Add the dependency"
					+ " io.micrometer:context-propagation, or declare a TaskDecorator");
		}
		if (this.lanes.warning() != null) {
			logger.warn(this.lanes.warning());
		}
	}

	private static String count(int number, String one, String several) {
		return number + " " + ((number == 1) ? one : several);
	}

}
