package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.asyncorm.autoconfigure.observation.OperationContext;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was observed, in the order of its end.
 */
final class RecordedCalls implements ObservationHandler<Observation.Context> {

	final List<OperationContext> contexts = new CopyOnWriteArrayList<>();

	@Override
	public void onStop(Observation.Context context) {
		if (context instanceof OperationContext call) {
			this.contexts.add(call);
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	List<OperationContext> all(String method) {
		return this.contexts.stream().filter((call) -> call.getMethod().equals(method)).toList();
	}

	OperationContext only(String method) {
		assertThat(all(method)).hasSize(1);
		return all(method).get(0);
	}

	/** How many operations each says that there are in its statement. */
	Map<String, List<String>> merged(String method) {
		return all(method).stream()
			.map(Observation.Context::getHighCardinalityKeyValues)
			.filter((keys) -> keys.stream().findAny().isPresent())
			.collect(Collectors.groupingBy((keys) -> value(keys, "async.orm.merged.statement"),
					Collectors.mapping((keys) -> value(keys, "async.orm.merged.operations"), Collectors.toList())));
	}

	static String value(KeyValues keys, String key) {
		return keys.stream()
			.filter((each) -> each.getKey().equals(key))
			.map(KeyValue::getValue)
			.findFirst()
			.orElseThrow();
	}

}
