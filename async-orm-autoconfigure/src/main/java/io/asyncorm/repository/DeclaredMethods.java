package io.asyncorm.repository;

import io.asyncorm.model.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the methods that a repository declares without a body: each has SQL, a name
 * that says what it looks up, or parameters whose names do.
 */
record DeclaredMethods<M>(SqlMethods sql, DerivedMethods<M> named, KeywordMethods<M> keyword) {

	static <M> DeclaredMethods<M> of(RepositoryDeclaration<M> declaration) {
		KeywordMethods<M> keyword = new KeywordMethods<>(declaration);
		return new DeclaredMethods<>(new SqlMethods(declaration), new DerivedMethods<>(declaration, keyword), keyword);
	}

	/** What a method becomes; null if there are faults. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method) {
		KotlinFunctions.check(method);
		Query query = method.method().getAnnotation(Query.class);
		if (query != null) {
			return this.sql.resolve(method, query);
		}
		if (KeywordMethods.NAMES.contains(method.name())) {
			return this.keyword.resolve(method);
		}
		MethodName name = MethodName.find(method.name());
		if (name != null && this.named.matches(name)) {
			return this.named.resolve(method, name);
		}
		method.fault("nothing says what it does; call it by what it ends with, such as 'alist' or"
				+ " 'alistByTitleOrderByPages', give it a @Query, or a body." + suggestion(method) + " Choices are: "
				+ String.join(", ", KeywordMethods.NAMES) + ".");
		return null;
	}

	/**
	 * A name of Spring Data's is closer to that of ours than to any that looks like it.
	 */
	private String suggestion(DeclaredMethod method) {
		String here = this.named.translate(method);
		return (here != null) ? here : NearestName.suggest(method.name(), KeywordMethods.NAMES);
	}

}
