package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Says of which data source a failure is, and what the analyzer of its own says.
 */
final class DataSourceFailureAnalyzer extends AbstractFailureAnalyzer<DataSourceFailureException> implements Ordered {

	private final List<FailureAnalyzer> analyzers;

	DataSourceFailureAnalyzer(BeanFactory beans) {
		this.analyzers = List.of(new DatabaseUnreachableFailureAnalyzer(), new MissingCurrentUserFailureAnalyzer(beans),
				new ModelDefinitionFailureAnalyzer(), new SpinningPoolFailureAnalyzer(),
				new UnroutedDataSourceFailureAnalyzer(), new UnsafePoolerFailureAnalyzer(),
				new UnsupportedDatabaseFailureAnalyzer(), new Setting());
	}

	/** Before the others, which do not know the data source. */
	@Override
	public int getOrder() {
		return -10;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, DataSourceFailureException cause) {
		return this.analyzers.stream()
			.map((analyzer) -> analyzer.analyze(rootFailure))
			.filter(Objects::nonNull)
			.findFirst()
			.map((found) -> new FailureAnalysis(
					"Of the data source '%s': %s".formatted(cause.dataSource(), found.getDescription()),
					found.getAction(), found.getCause()))
			.orElse(null);
	}

	/** A setting that holds for all data sources does not go with this one. */
	private static final class Setting extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
			return new FailureAnalysis(
					"'%s' cannot be %s: %s".formatted(cause.getName(), cause.getValue(), cause.getReason()),
					"Change it, or the size of the pool: settings hold for all data sources.", cause);
		}

	}

}
