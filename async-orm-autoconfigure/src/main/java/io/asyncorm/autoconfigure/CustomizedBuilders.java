package io.asyncorm.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes builders with the settings of the properties and of the customizers.
 */
final class CustomizedBuilders {

	private final AsyncOrmProperties properties;

	private final ObjectProvider<AsyncOrmBuilderCustomizer> customizers;

	CustomizedBuilders(AsyncOrmProperties properties, ObjectProvider<AsyncOrmBuilderCustomizer> customizers) {
		this.properties = properties;
		this.customizers = customizers;
	}

	/**
	 * A builder for a data source.
	 * @param routing what carries the key of connections; null if nothing does
	 * @throws MisplacedSettingException if a customizer sets what is taken from beans
	 */
	AsyncOrm.Builder builder(DataSource dataSource, @Nullable OperationRouting routing) {
		AsyncOrm.Builder builder = this.properties.builder(dataSource);
		this.customizers.orderedStream().forEach((customizer) -> {
			customizer.customize(builder);
			List<String> misplaced = builder.parts().ofBeans();
			if (!misplaced.isEmpty()) {
				throw new MisplacedSettingException(customizer.getClass(), misplaced);
			}
		});
		return (routing != null) ? builder.routing(routing) : builder;
	}

}
