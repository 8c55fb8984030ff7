package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An {@link AsyncOrmBuilderCustomizer} sets what is taken from beans or properties, and
 * would be ignored.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
final class MisplacedSettingException extends StartupFaultException {

	/**
	 * @param methods the methods of the builder, at least one
	 */
	MisplacedSettingException(Class<?> customizer, List<String> methods) {
		super("The AsyncOrmBuilderCustomizer '%s' calls %s of the builder, which is not asked for that in Spring Boot."
			.formatted(customizer.getName(),
					methods.stream().map((method) -> "'" + method + "'").collect(Collectors.joining(", "))),
				methods.stream().map(MisplacedSettingException::instead).distinct().collect(Collectors.joining(" ")));
	}

	private static String instead(String method) {
		return switch (method) {
			case "models" -> "Models are found in the packages of the application, and in those of @EntityScan.";
			case "schemaAction" -> "Set the property 'async-orm.schema.action'.";
			case "poolSize" -> "Set the property 'async-orm.execution.lanes', or call 'lanes'.";
			case "replica" -> "Set the properties 'async-orm.replicas.reads' and 'async-orm.replicas.data-source'.";
			case "using" -> "Name the other data source with @EnableAsyncRepositories(dataSourceRef = \"...\").";
			case "transactionManager" -> "Declare a PlatformTransactionManager as a bean.";
			default -> "Declare what you give to '%s' as a bean.".formatted(method);
		};
	}

}
