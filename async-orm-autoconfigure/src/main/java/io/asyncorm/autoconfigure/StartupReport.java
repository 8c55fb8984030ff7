package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.assembly.LanePlan;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.ReplicaReads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.task.TaskDecorator;

/**
 * Logs in one line what was set up: models, repositories, dialect and lanes.
 */
final class StartupReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupReport.class);

	private static final String PLACES = " to atomic blocks, callbacks and readings";

	private final ConfigurableListableBeanFactory beans;

	private final ModelRegistry models;

	private final Dialect dialect;

	private final LanePlan lanes;

	private final VirtualThreadExecutor threads;

	private final SetupTime time;

	private final ObjectProvider<ReplicaEngine> replica;

	StartupReport(ConfigurableListableBeanFactory beans, ModelRegistry models, Dialect dialect, LanePlan lanes,
			VirtualThreadExecutor threads, SetupTime time, ObjectProvider<ReplicaEngine> replica) {
		this.beans = beans;
		this.models = models;
		this.dialect = dialect;
		this.lanes = lanes;
		this.threads = threads;
		this.time = time;
		this.replica = replica;
	}

	@Override
	public void afterSingletonsInstantiated() {
		log("async-orm", this.models, RepositoryDefinitions.of(null, this.beans).size(), this.dialect, this.lanes,
				this.time);
		this.replica.ifAvailable(StartupReport::log);
		if (!this.threads.carriesContext()) {
			reportContext(CarriedContexts.inUse(this.beans));
		}
		else if (!CarriedContexts.propagated(this.beans)) {
			reportDecorators(CarriedContexts.inUse(this.beans));
		}
	}

	/** Warns of what may be missing, as nobody can tell what a decorator carries. */
	private void reportDecorators(List<String> inUse) {
		String[] decorators = this.beans.getBeanNamesForType(TaskDecorator.class, true, false);
		if (inUse.isEmpty() || decorators.length == 0) {
			return;
		}
		logger.warn(("async-orm: %s of a caller %s carried" + PLACES + " only if %s '%s' %s. Add the dependency"
				+ " io.micrometer:context-propagation, which carries %s beside %s")
			.formatted(String.join(" and ", inUse), (inUse.size() == 1) ? "is" : "are",
					(decorators.length == 1) ? "the TaskDecorator" : "the TaskDecorators",
					String.join("', '", decorators), (decorators.length == 1) ? "does so" : "do so",
					(inUse.size() == 1) ? "it" : "them", (decorators.length == 1) ? "that" : "those"));
	}

	/**
	 * Says what is missing on other threads: a warning where something is there to miss.
	 */
	private static void reportContext(List<String> inUse) {
		String advice = PLACES + ", which run on threads of their own. Add the dependency"
				+ " io.micrometer:context-propagation, or declare a TaskDecorator";
		if (inUse.isEmpty()) {
			logger.info("async-orm: MDC, locale and trace of a caller are not carried" + advice);
		}
		else {
			logger.warn("async-orm: %s of a caller %s not carried%s".formatted(String.join(" and ", inUse),
					(inUse.size() == 1) ? "is" : "are", advice));
		}
	}

	/** Logs the line of one data source. */
	static void log(String name, ModelRegistry models, int repositories, Dialect dialect, LanePlan lanes,
			SetupTime time) {
		logger.info("%s: %s, %s, %s, %s that %s, set up in %d ms".formatted(name,
				count(models.models().size(), "model", "models"), count(repositories, "repository", "repositories"),
				dialect.facts(), count(lanes.lanes(), "lane", "lanes"), keeping(lanes), time.total().toMillis()));
		if (lanes.warning() != null) {
			logger.warn(lanes.warning());
		}
	}

	private static String keeping(LanePlan lanes) {
		boolean one = lanes.lanes() == 1;
		if (lanes.keepConnections()) {
			return one ? "keeps its connection" : "keep their connections";
		}
		return one ? "does not keep connections" : "do not keep connections";
	}

	/** Logs where reads go. */
	static void log(ReplicaEngine replica) {
		ReplicaSettings settings = replica.settings();
		String own = settings.untilReplayed() ? "until it has replayed them"
				: "for " + DurationStyle.SIMPLE.print(settings.stickiness());
		logger.info(("async-orm: %s outside of transactions go to the replica '%s', over %s; what a caller wrote itself"
				+ " is read from the primary %s")
			.formatted((settings.reads() == ReplicaReads.ALL) ? "reads" : "reads that say so", settings.name(),
					count(replica.lanes().lanes(), "lane", "lanes"), own));
	}

	private static String count(int number, String one, String several) {
		return number + " " + ((number == 1) ? one : several);
	}

}
