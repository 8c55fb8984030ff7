package io.asyncorm.sample;

/**
 * A review as it is written and shown.
 */
record ReviewView(String reviewer, int stars, String text) {

	static ReviewView of(Review review) {
		return new ReviewView(review.reviewer(), review.stars(), review.text());
	}

}
