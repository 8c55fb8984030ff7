package io.asyncorm.assembly;

/**
 * A setting has a value that cannot work.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidSettingException extends IllegalArgumentException {

	private final Setting setting;

	private final Object value;

	private final String reason;

	InvalidSettingException(Setting setting, Object value, String reason) {
		super("'" + setting.method + "' cannot be " + value + ": " + reason);
		this.setting = setting;
		this.value = value;
		this.reason = reason;
	}

	public Setting setting() {
		return this.setting;
	}

	public Object value() {
		return this.value;
	}

	/** What the value should have been, as a sentence. */
	public String reason() {
		return this.reason;
	}

	/** The settings that are checked. */
	public enum Setting {

		/** How many operations run at once. */
		LANES("lanes"),
		/** How many operations may wait. */
		QUEUE_CAPACITY("queueCapacity"),
		/** How many connections are left to others. */
		RESERVED("reserved"),
		/** How long closing waits for operations. */
		SHUTDOWN_TIMEOUT("shutdownTimeout"),
		/** How long an operation may take. */
		TIMEOUT("timeout"),
		/** From when on a statement is slow. */
		SLOW("slow"),
		/** Where the connections of a replica come from. */
		DATA_SOURCE("replica"),
		/** How long a caller that wrote reads from the primary. */
		STICKINESS("stickiness"),
		/** Whether it does until the replica has replayed what it wrote. */
		UNTIL_REPLAYED("untilReplayed");

		private final String method;

		Setting(String method) {
			this.method = method;
		}

	}

}
