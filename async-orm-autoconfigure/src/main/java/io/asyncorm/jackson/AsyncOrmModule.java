package io.asyncorm.jackson;

import io.asyncorm.model.ModelRegistry;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets Jackson write models as JSON, and read them. A relation that is loaded is written
 * as its object or array. One that is not is written as its key if it leads to one
 * object, and left out if it leads to many. A {@link io.asyncorm.query.Row} is written as
 * its values. Nothing is ever loaded for it, and a query set is refused:
 *
 * <pre class="code">
 * {"id": 1, "title": "Emma", "author": 7}
 * {"id": 1, "title": "Emma", "author": {"id": 7, "name": "Jane Austen"}, "tags": []}
 * </pre>
 *
 * A key that is converted, as a record of one value is, is what its column holds, in the
 * object as in references to it. A foreign key is read from a key, or from an object that
 * has one, of which all else is ignored. Spring Boot and
 * {@link JsonMapper.Builder#findAndAddModules()} register the module by themselves; any
 * other mapper needs it to be added:
 *
 * <pre class="code">
 * JsonMapper mapper = JsonMapper.builder().addModule(new AsyncOrmModule()).build();
 * </pre>
 *
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AsyncOrmModule extends JacksonModule {

	private final KeyJson keys;

	/** A module that knows of each model what its class declares. */
	public AsyncOrmModule() {
		this.keys = new KeyJson(null);
	}

	/**
	 * A module that also knows how keys are converted by beans of type
	 * {@link io.asyncorm.model.AttributeConverter}.
	 */
	public AsyncOrmModule(ModelRegistry models) {
		this.keys = new KeyJson(models);
	}

	@Override
	public String getModuleName() {
		return "async-orm";
	}

	/** One replaces the other, so that the one that was added last counts. */
	@Override
	public Object getRegistrationId() {
		return getModuleName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializers(new QuerySerializers(this.keys));
		context.addDeserializers(new RelationDeserializers(this.keys));
		context.insertAnnotationIntrospector(new UnloadedRelations());
		context.insertAnnotationIntrospector(new ConvertedKeys(this.keys));
	}

}
