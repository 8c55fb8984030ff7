package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.plan.Observers;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Makes what is told of the operations and statements of a data source. All beans of this
 * type are asked.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ObserverFactory {

	/**
	 * Makes them.
	 * @param dataSource the name of the data source
	 * @param assembly its models, and what it speaks
	 */
	Observers observers(String dataSource, Assembly assembly);

	/** Has the beans of this type observe what is made of an assembly. */
	static Assembly observe(String dataSource, Assembly assembly, ListableBeanFactory beans) {
		Observers observers = beans.getBeanProvider(ObserverFactory.class)
			.orderedStream()
			.map((factory) -> factory.observers(dataSource, assembly))
			.reduce(Observers.NONE, Observers::and);
		return assembly.observedBy(observers);
	}

}
