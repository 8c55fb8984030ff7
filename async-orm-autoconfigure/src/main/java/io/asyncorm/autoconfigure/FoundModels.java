package io.asyncorm.autoconfigure;

import java.util.List;

/**
 * The models that were found ahead of time, by their names: they may be private to their
 * packages. Public only for code that Spring generates.
 *
 * @since 0.1.0
 */
public final class FoundModels {

	static final String BEAN_NAME = FoundModels.class.getName();

	private final List<String> names;

	private FoundModels(List<String> names) {
		this.names = names;
	}

	/** Models by the names of their classes. */
	public static FoundModels of(String... names) {
		return new FoundModels(List.of(names));
	}

	/** The bean with the models of a data source that an annotation names. */
	static String beanName(String dataSource) {
		return BEAN_NAME + "." + dataSource;
	}

	List<String> names() {
		return this.names;
	}

}
