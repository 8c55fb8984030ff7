package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.ModelMetadata;

/**
 * What a declared method can return, by what it does. Immutable.
 *
 * @param kind what it hands over, first of all
 * @param forms the forms of that, the usual one first
 * @param streamed whether it can hand over the rows one by one in place of that
 * @param selecting whether elements can be records or single values, too
 */
record ResultChoices(Delivery.Kind kind, List<ResultForm> forms, boolean streamed, boolean selecting) {

	ResultChoices {
		forms = List.copyOf(forms);
	}

	/** A result that cannot be selected. */
	static ResultChoices of(List<ResultForm> forms) {
		return new ResultChoices(Delivery.Kind.RESULT, forms, false, false);
	}

	/** Rows of objects, records or single values. */
	static ResultChoices selected(List<ResultForm> forms) {
		return new ResultChoices(Delivery.Kind.RESULT, forms, false, true);
	}

	/** The forms for a delivery; empty if it is none for this method. */
	List<ResultForm> forms(Delivery delivery) {
		if (delivery.kind() == this.kind) {
			return (delivery.canBeEmpty() && this.forms == ResultForm.ROW_IF_ANY)
					? List.of(this.forms.get(0), ResultForm.ROW_OR_NULL) : this.forms;
		}
		return (this.streamed && delivery.kind() == Delivery.Kind.ROWS) ? ResultForm.ROW : List.of();
	}

	/** The usual return type. */
	String usual(DeclaredMethod method, ModelMetadata<?> model) {
		return method.isSuspended() ? this.forms.get(0).inKotlin(model.name())
				: Delivery.types(this.kind).get(0).getSimpleName() + "<" + this.forms.get(0).text(model.name()) + ">";
	}

	/** All that can be declared, for messages. */
	String describe(DeclaredMethod method, ModelMetadata<?> model) {
		String element = this.selecting ? "E" : model.name();
		List<String> held = new ArrayList<>();
		this.forms.forEach((form) -> held.add(method.isSuspended() ? form.inKotlin(element) : form.text(element)));
		String text = (method.isSuspended() ? "" : Delivery.names(this.kind) + " of ") + String.join(" or ", held);
		if (this.streamed && method.isSuspended()) {
			text += ", or without 'suspend' a Flow of E";
		}
		else if (this.streamed) {
			text += ", " + Delivery.names(Delivery.Kind.ROWS) + " of E";
		}
		return this.selecting ? text + ", where E is " + model.name()
				+ ", a record of some of its values, or the type of one property that the method's name names behind"
				+ " the verb, as in 'alistTitle'" : text;
	}

}
