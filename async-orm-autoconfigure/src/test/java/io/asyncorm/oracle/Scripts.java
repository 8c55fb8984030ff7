package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.Orm;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs what a case does: a single call chain, or the steps of a script.
 */
final class Scripts {

	private final CaseSession session;

	private final Results results;

	private final InstanceCalls calls;

	Scripts(CaseSession session) {
		this.session = session;
		this.results = new Results(session.attributes());
		this.calls = new InstanceCalls(session);
	}

	/** The case's result, in the form that is compared. */
	@Nullable Object run(OracleCase oracleCase) {
		JsonNode steps = oracleCase.steps();
		return (steps != null) ? all(steps) : evaluate(oracleCase.node());
	}

	private List<@Nullable Object> all(JsonNode steps) {
		List<@Nullable Object> results = new ArrayList<>();
		steps.forEach((step) -> results.add(run(step)));
		return results;
	}

	private @Nullable Object run(JsonNode step) {
		if (!step.path("try").asBoolean(false)) {
			return perform(step);
		}
		try {
			return Orm.await(this.session.database().transactions().atomic(() -> perform(step)));
		}
		catch (NotExpressible ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Failure(ex);
		}
	}

	/** One branch for each kind of step. */
	private @Nullable Object perform(JsonNode step) {
		if (step.has("terminal")) {
			return evaluate(step);
		}
		if (step.has("new")) {
			JsonNode content = step.get("new");
			this.session.let(step.get("let").stringValue(), Instance.unsaved(
					OracleModels.named(content.get(0).stringValue()), this.session.nodes().values(content.get(1))));
			return null;
		}
		if (step.has("set")) {
			Instance instance = instance(step.get("set").get(0));
			this.session.nodes().values(step.get("set").get(1)).forEach(instance::set);
			return null;
		}
		if (step.has("read")) {
			Object target = this.session.nodes().value(step.get("read").get(0));
			return this.results.read(target, step.get("read").get(1));
		}
		if (step.has("prefetch")) {
			JsonNode prefetch = step.get("prefetch");
			this.session.prefetching().onto(this.session.nodes().value(prefetch.get(0)), prefetch.get(1));
			return null;
		}
		if (step.has("call")) {
			return this.calls.call(instance(step.get("call").get(0)), step.get("call"));
		}
		if (step.has("atomic")) {
			return atomic(step);
		}
		if (step.has("check_constraints")) {
			this.session.database().jdbc().execute("SET CONSTRAINTS ALL IMMEDIATE");
			this.session.database().jdbc().execute("SET CONSTRAINTS ALL DEFERRED");
			return "ok";
		}
		throw new NotExpressible("a step " + step.propertyNames());
	}

	private @Nullable Object evaluate(JsonNode node) {
		Object value = this.session.terminals().evaluate(node, wantsRows(node));
		Object result = this.results.of(value, node.get("show"));
		if (node.has("let")) {
			this.session.let(node.get("let").stringValue(), value);
		}
		return result;
	}

	/**
	 * Whether there are values beside the objects: in Django an object comes with its
	 * annotations.
	 */
	private static boolean wantsRows(JsonNode node) {
		if (!node.has("model")) {
			return false;
		}
		if (Prefetching.wantsRows(node.path("chain"))) {
			return true;
		}
		for (JsonNode entry : node.path("chain")) {
			if (entry.get(0).stringValue().equals("annotate") && !node.has("let")) {
				return true;
			}
		}
		var model = OracleModels.named(node.get("model").stringValue());
		return OracleCase.texts(node.get("show"))
			.stream()
			.map((path) -> path.split("\\.")[0])
			.anyMatch((name) -> !name.startsWith("#") && !Attributes.isAttribute(model, name));
	}

	private Instance instance(JsonNode node) {
		if (this.session.nodes().value(node) instanceof Instance instance) {
			return instance;
		}
		throw new NotExpressible("an instance is wanted, not " + node);
	}

	private Object atomic(JsonNode step) {
		List<@Nullable Object> results = new ArrayList<>();
		boolean rollback = step.path("rollback").asBoolean(false);
		try {
			Orm.await(this.session.database().transactions().atomic(() -> {
				results.addAll(all(step.get("atomic")));
				if (rollback) {
					throw new RolledBack();
				}
			}));
		}
		catch (RolledBack ex) {
			// As the step wants it
		}
		return results;
	}

	/** What is thrown out of a block to have it rolled back. */
	@SuppressWarnings("serial")
	private static final class RolledBack extends RuntimeException {

	}

}
