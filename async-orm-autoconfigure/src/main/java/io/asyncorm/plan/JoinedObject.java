package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.model.ModelRelation;

/**
 * The object at the end of a filtered relation, which a row holds by the relation's name.
 *
 * @param name the relation's name
 * @param scope the scope of the filtered relation
 * @param related the paths that are selected with it
 * @since 0.1.0
 */
public record JoinedObject(String name, int scope, List<List<ModelRelation>> related) {

	public JoinedObject {
		related = List.copyOf(related);
	}

}
