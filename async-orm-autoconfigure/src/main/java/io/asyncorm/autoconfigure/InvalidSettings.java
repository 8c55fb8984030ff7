package io.asyncorm.autoconfigure;

import java.util.Locale;

import io.asyncorm.assembly.InvalidSettingException;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Names the property of a setting that cannot work.
 */
final class InvalidSettings {

	private InvalidSettings() {
	}

	static InvalidConfigurationPropertyValueException named(InvalidSettingException fault) {
		String name = fault.setting().name().toLowerCase(Locale.ROOT).replace('_', '-');
		String group = switch (fault.setting()) {
			case LANES, QUEUE_CAPACITY, RESERVED, SHUTDOWN_TIMEOUT, TIMEOUT -> "execution";
			case SLOW -> "sql";
			case DATA_SOURCE, STICKINESS, UNTIL_REPLAYED -> "replicas";
		};
		return new InvalidConfigurationPropertyValueException("async-orm." + group + "." + name, fault.value(),
				fault.reason());
	}

}
